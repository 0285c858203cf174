package io.consentfilter.view;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.Map;

/** The logic-free templates of the banner's jar, compiled once. Values are escaped unless a template says otherwise. */
final class Templates {
    private static final Mustache.Compiler COMPILER = Mustache.compiler().withEscaper(Markup::escape);

    final Template panel = compile("panel");
    final Template reopen = compile("reopen");
    final Template embed = compile("embed");
    final Template choices = compile("choices");
    final Template frame = compile("frame");

    private static Template compile(String name) {
        return COMPILER.compile(Resources.text("templates/" + name + ".html"));
    }

    /** Fills a template; a name that the template asks for and nobody gave is an error. */
    static String fill(Template template, Map<String, Object> values) {
        return template.execute(values);
    }
}
