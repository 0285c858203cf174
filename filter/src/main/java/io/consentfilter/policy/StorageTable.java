package io.consentfilter.policy;

import io.consentfilter.model.StorageItem;
import io.consentfilter.model.StorageScope;
import java.util.List;
import java.util.stream.Stream;

/** The table of what is stored on the device: name, kind, duration, purpose, who reads it (Planet49, C-673/17). */
final class StorageTable {
    private StorageTable() {}

    /**
     * Writes the table.
     *
     * @param name whose storage it is
     * @param reader who can read it where the item does not say so
     */
    static void write(Page page, Html out, Html name, String reader, List<StorageItem> items) {
        List<Html> heads = Stream.of("name", "type", "lifetime", "purpose", "readers")
                .map(column -> page.say("storage." + column))
                .toList();
        out.table(
                page.say("storage.caption", "name", name),
                heads,
                items.stream().map(item -> row(page, item, reader)).toList());
    }

    private static List<Html> row(Page page, StorageItem item, String reader) {
        Html purpose = page.words().text(item.purpose());
        return List.of(
                Html.code(item.name()),
                page.words().constant("type.", item.type()),
                page.words().lifetime(item.lifetime()),
                purpose.isEmpty() ? page.say("storage.unknown") : purpose,
                readers(page, item, reader));
    }

    private static Html readers(Page page, StorageItem item, String reader) {
        if (!item.readers().isEmpty()) {
            return Html.text(page.words().join(item.readers()));
        }
        boolean own = reader.equals(page.sources().controller().name());
        return item.scope() == StorageScope.FIRST_PARTY && !own
                ? page.say("storage.first-party", "reader", reader)
                : Html.text(reader);
    }
}
