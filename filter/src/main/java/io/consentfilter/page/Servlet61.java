package io.consentfilter.page;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Methods that Servlet 6.1 has and 6.0 has not: this is compiled against 6.0 and runs on both. */
final class Servlet61 {
    /** A call of one of them. */
    interface Call<T> {
        T make() throws Throwable;
    }

    private Servlet61() {}

    /** The method, or null where the container is one of Servlet 6.0. */
    static @Nullable MethodHandle method(Class<?> type, String name, Class<?> result, Class<?>... parameters) {
        try {
            return MethodHandles.publicLookup().findVirtual(type, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Throws what the method throws: handles declare more. */
    static <T> T call(Call<T> call) throws IOException {
        try {
            return call.make();
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }
}
