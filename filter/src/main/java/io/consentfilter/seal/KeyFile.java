package io.consentfilter.seal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Writes a secret file so that it is whole or absent, and never readable by others. */
final class KeyFile {
    private KeyFile() {}

    /** Makes the file; if another process was faster, theirs counts and ours is thrown away. */
    static void create(Path file, String content) throws IOException {
        Path written = writeBeside(file, content);
        try {
            // A hard link refuses to replace, in one step; a move would replace on most systems.
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    static void replace(Path file, String content) throws IOException {
        Path written = writeBeside(file, content);
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static Path writeBeside(Path file, String content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a key file lies in a folder");
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, ".keys", ".new", ownerOnly(folder));
        restrictWithoutPosix(written);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return written;
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return hasPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void restrictWithoutPosix(Path path) throws IOException {
        if (!hasPosix(path) && !(restrictReading(path.toFile()) && restrictWriting(path.toFile()))) {
            throw new IOException("cannot restrict " + path + " to its owner");
        }
    }

    private static boolean restrictReading(File file) {
        boolean nobody = file.setReadable(false, false);
        return file.setReadable(true, true) && nobody;
    }

    private static boolean restrictWriting(File file) {
        boolean nobody = file.setWritable(false, false);
        return file.setWritable(true, true) && nobody;
    }

    private static boolean hasPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
