package io.consentfilter.model;

/** How a service stores or reads on the device, or identifies it without (EDPB Guidelines 2/2023; LAW.md B4). */
public enum StorageType {
    HTTP_COOKIE,
    LOCAL_STORAGE,
    SESSION_STORAGE,
    INDEXED_DB,
    CACHE,
    PIXEL,
    LINK_DECORATION,
    FINGERPRINT,
    IP_ONLY,
    OTHER
}
