package io.consentfilter.config;

import io.consentfilter.model.Option;
import io.consentfilter.model.Text;
import org.jspecify.annotations.Nullable;

/** The generated privacy policy. */
public record PolicySection(
        @Option(doc = "Path under which it is served, relative to the context.", byDefault = "\"/datenschutz\"")
        String path,

        @Option(doc = "Language version that binds where versions differ.", byDefault = "\"de\"")
        String binding,

        @Option(doc = "A remark of your own at the end; plain text.", byDefault = "null") @Nullable
        Text remark) {}
