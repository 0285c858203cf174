package io.consentfilter.demo.browser;

import com.microsoft.playwright.Browser;

/** All of it again with JavaScript switched off. */
final class ChoiceWithoutJavaScriptIT extends ChoiceIT {
    @Override
    Browser.NewContextOptions options() {
        return super.options().setJavaScriptEnabled(false);
    }
}
