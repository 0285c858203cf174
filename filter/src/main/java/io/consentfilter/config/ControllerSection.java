package io.consentfilter.config;

import io.consentfilter.model.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is responsible (Art. 4(7), 13(1)(a) and (b) GDPR; Art. 19(2)(a) DSG). */
public record ControllerSection(
        @Option(doc = "Company name.") String name,

        @Option(doc = "Legal form.", byDefault = "null") @Nullable
        String legalForm,

        @Option(doc = "Street and number.") String street,
        @Option(doc = "Postal code.") String postalCode,
        @Option(doc = "Town.") String city,

        @Option(doc = "Country, ISO 3166-1 alpha-2.", example = "\"CH\"")
        String country,

        @Option(doc = "Entry in a register.", byDefault = "null") @Nullable
        Register register,

        @Option(doc = "Persons who represent it.", byDefault = "[]")
        List<Person> represented,

        @Option(doc = "Address for questions about data protection.")
        String email,

        @Option(doc = "Telephone.", byDefault = "null") @Nullable
        String phone,

        @Option(doc = "Representative in the EU (Art. 27 GDPR).", byDefault = "null") @Nullable
        Contact euRepresentative,

        @Option(doc = "Representative in Switzerland (Art. 14 DSG).", byDefault = "null") @Nullable
        Contact chRepresentative,

        @Option(doc = "Data protection officer, or why there is none.", byDefault = "null") @Nullable
        Officer dpo,

        @Option(
                doc = "Supervisory authority: a country code (CH, AT, LI) or a German state (DE-BY …).",
                example = "\"CH\"",
                byDefault = "null")
        @Nullable
        String authority) {
    public ControllerSection {
        represented = List.copyOf(represented);
    }

    /** An entry in a commercial or company register. */
    public record Register(
            @Option(doc = "Kind of register.", example = "\"UID\"")
            String kind,

            @Option(doc = "Number in it.") String number,

            @Option(doc = "Court or office that keeps it.", byDefault = "null") @Nullable
            String court) {}

    /** Somebody who acts for the controller. */
    public record Person(
            @Option(doc = "Name.") String name,

            @Option(doc = "Function.", byDefault = "null") @Nullable
            String title) {}

    /** A representative. */
    public record Contact(
            @Option(doc = "Name.") String name,
            @Option(doc = "Postal address in one line.") String address,

            @Option(doc = "Country, ISO 3166-1 alpha-2.", byDefault = "null") @Nullable
            String country,

            @Option(doc = "E-mail.", byDefault = "null") @Nullable
            String email) {}

    /** The data protection officer (Art. 37 GDPR), or the reason why there is none. */
    public record Officer(
            @Option(doc = "Name.", byDefault = "null") @Nullable
            String name,

            @Option(doc = "Postal address in one line.", byDefault = "null") @Nullable
            String address,

            @Option(doc = "E-mail.", byDefault = "null") @Nullable
            String email,

            @Option(doc = "Why there is none.", byDefault = "null") @Nullable
            String none) {}
}
