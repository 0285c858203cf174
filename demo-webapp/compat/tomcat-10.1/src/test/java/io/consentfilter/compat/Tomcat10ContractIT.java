package io.consentfilter.compat;

import io.consentfilter.contract.TomcatContract;

/** The contract on Tomcat 10.1, with JSP; here a FORWARD leaves wrapped responses open unless it is told otherwise. */
final class Tomcat10ContractIT extends TomcatContract {}
