package io.consentfilter.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A processing that is no embedded service: server logs, contact form, comments, accounts. With consent as its ground and a
 * purpose it is offered in the banner like a service.
 */
public record Activity(
        @Option(doc = "Short name, lower case with dashes; unique over services and activities.")
        String id,

        @Option(doc = "Title in the policy.") Text title,

        @Option(doc = "What happens and why, in plain sentences.")
        Text text,

        @Option(
                doc =
                        "Id of its purpose. Where consent is the ground, the banner then asks for it; without a purpose a form of your own does.",
                byDefault = "null")
        @Nullable
        String purpose,

        @Option(doc = "Ground of the processing.") LegalBasis legalBasis,

        @Option(doc = "The interest weighed, where the ground is a legitimate interest.", byDefault = "null") @Nullable
        Text interest,

        @Option(doc = "Kinds of data.", byDefault = "[]") List<String> data,

        @Option(doc = "How long it is kept.", byDefault = "null") @Nullable
        Retention retention,

        @Option(doc = "Whether somebody must give the data, and what follows if not.", byDefault = "null") @Nullable
        Text obligation,

        @Option(doc = "Profiles in social networks.", byDefault = "[]")
        List<SocialProfile> profiles) {
    public Activity {
        data = List.copyOf(data);
        profiles = List.copyOf(profiles);
    }
}
