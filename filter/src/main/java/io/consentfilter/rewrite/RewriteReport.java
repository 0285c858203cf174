package io.consentfilter.rewrite;

import java.util.Map;

/**
 * What the rewriter did to one response.
 *
 * @param elementsWithheld elements made inert
 * @param inlineScriptsWithheld inline scripts made inert
 * @param inlineScriptsTooLong inline scripts passed because the held part showed no signature
 * @param services withheld things by service
 * @param undeclaredHosts withheld things by undeclared host
 */
public record RewriteReport(
        int elementsWithheld,
        int inlineScriptsWithheld,
        int inlineScriptsTooLong,
        Map<String, Integer> services,
        Map<String, Integer> undeclaredHosts) {}
