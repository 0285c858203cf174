package io.consentfilter.store;

import io.consentfilter.model.Notice;
import java.util.List;
import java.util.Optional;

/** Keeps what was shown, byte for byte. */
public interface NoticeArchive {
    /** Archives a notice once; a version that is there already is left as it is. */
    void keep(Notice notice) throws StoreException;

    /** The notice of this version. */
    Optional<Notice> find(String version) throws StoreException;

    /** All versions without their parts, newest first. */
    List<Notice> list() throws StoreException;
}
