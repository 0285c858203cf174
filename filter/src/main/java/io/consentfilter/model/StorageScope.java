package io.consentfilter.model;

/** On whose host something is stored: the site's own, or the service's. */
public enum StorageScope {
    FIRST_PARTY,
    THIRD_PARTY
}
