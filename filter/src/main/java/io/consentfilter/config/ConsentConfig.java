package io.consentfilter.config;

import io.consentfilter.model.Activity;
import io.consentfilter.model.Necessary;
import io.consentfilter.model.Option;
import io.consentfilter.model.Purpose;
import io.consentfilter.model.Recipient;
import io.consentfilter.model.Retired;
import io.consentfilter.model.Service;
import java.util.List;

/** The whole of {@code consent.json}, catalogue entries already merged in. Only the assembly sees all of it. */
public record ConsentConfig(
        @Option(doc = "The site that the filter guards.") SiteSection site,

        @Option(doc = "Who is responsible (Art. 4(7), 13(1)(a) GDPR).")
        ControllerSection controller,

        @Option(
                doc =
                        "Purposes that services and activities refer to: an id of the catalogue or a purpose of your own.",
                byDefault = "[]")
        List<Purpose> purposes,

        @Option(doc = "What is exempt from consent, with its reason.", byDefault = "[]")
        List<Necessary> necessary,

        @Option(doc = "Services the site embeds: \"use\" takes one from the catalogue.", byDefault = "[]")
        List<Service> services,

        @Option(doc = "Services that were taken out.", byDefault = "[]")
        List<Retired> retired,

        @Option(doc = "What happens to cookies that nobody declared.")
        CookiesSection cookies,

        @Option(doc = "Others who receive personal data.", byDefault = "[]")
        List<Recipient> recipients,

        @Option(doc = "Processing that is no embedded service.", byDefault = "[]")
        List<Activity> activities,

        @Option(doc = "The generated privacy policy.") PolicySection policy,
        @Option(doc = "The banner.") BannerSection banner,

        @Option(doc = "Where and how long receipts are kept.")
        ReceiptsSection receipts,

        @Option(doc = "Who may query receipts; none means that operator pages answer 404.", byDefault = "[]")
        List<OperatorSection> operators,

        @Option(doc = "How the filter treats requests.") FilterSection filter,

        @Option(
                doc = "\"enforce\", or \"report\": nothing is withheld, everything is counted.",
                byDefault = "\"enforce\"")
        Mode mode,

        @Option(doc = "Takes the filter out of the way.", byDefault = "false")
        boolean disabled) {
    public ConsentConfig {
        purposes = List.copyOf(purposes);
        necessary = List.copyOf(necessary);
        services = List.copyOf(services);
        retired = List.copyOf(retired);
        recipients = List.copyOf(recipients);
        activities = List.copyOf(activities);
        operators = List.copyOf(operators);
    }

    /** Whether the filter withholds, or only counts what it would withhold. */
    public enum Mode {
        ENFORCE,
        REPORT
    }
}
