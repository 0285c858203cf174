package io.consentfilter;

import io.consentfilter.metrics.Counter;
import io.consentfilter.metrics.Metrics;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InvalidAttributeValueException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * The filter in JMX, as {@code io.consentfilter:type=ConsentFilter,context="/app",site=id}: every counter, the names behind them,
 * and the switch {@code Disabled}. A dynamic bean, so that no further type has to be public.
 */
final class Management implements DynamicMBean, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Management.class.getName());
    private static final String DISABLED = "Disabled";

    private final Metrics metrics;
    private final Switch power;
    private final Switched switched;
    private final String mode;
    private @Nullable ObjectName name;

    /** Hears of every turn of the switch. */
    @FunctionalInterface
    interface Switched {
        void turned(boolean off);
    }

    Management(Metrics metrics, Switch power, Switched switched, String mode) {
        this.metrics = metrics;
        this.power = power;
        this.switched = switched;
        this.mode = mode;
    }

    /** Registers; a server without JMX is no reason not to start. */
    void register(String contextPath, String siteId) {
        try {
            ObjectName wanted = new ObjectName("io.consentfilter:type=ConsentFilter,context="
                    + ObjectName.quote(contextPath.isEmpty() ? "/" : contextPath) + ",site="
                    + ObjectName.quote(siteId));
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            if (server.isRegistered(wanted)) {
                LOG.log(System.Logger.Level.WARNING, "JMX knows {0} already; this filter is not shown there", wanted);
                return;
            }
            server.registerMBean(this, wanted);
            name = wanted;
        } catch (JMException | RuntimeException | NoClassDefFoundError e) {
            LOG.log(System.Logger.Level.WARNING, "not shown in JMX: {0}", e.toString());
        }
    }

    @Override
    public void close() {
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.log(System.Logger.Level.WARNING, "could not leave JMX: {0}", e.toString());
            }
            name = null;
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        for (Counter counter : Counter.values()) {
            if (title(counter).equals(attribute)) {
                return metrics.value(counter);
            }
        }
        return switch (attribute) {
            case DISABLED -> power.isOff();
            case "Mode" -> mode;
            case "WithheldServices" -> lines(metrics.withheldServices());
            case "UndeclaredHosts" -> lines(metrics.undeclaredHosts());
            case "UndeclaredCookies" -> lines(metrics.undeclaredCookies());
            default -> throw new AttributeNotFoundException(attribute);
        };
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        if (!attribute.getName().equals(DISABLED)) {
            throw new AttributeNotFoundException(attribute.getName());
        }
        if (!(attribute.getValue() instanceof Boolean off)) {
            throw new InvalidAttributeValueException(DISABLED + " is true or false");
        }
        power.turn(off);
        switched.turned(off);
        LOG.log(System.Logger.Level.WARNING, off ? "switched off by JMX: nothing is withheld" : "switched on by JMX");
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            try {
                list.add(new Attribute(attribute, getAttribute(attribute)));
            } catch (AttributeNotFoundException e) {
                LOG.log(System.Logger.Level.DEBUG, "no attribute {0}", attribute);
            }
        }
        return list;
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        AttributeList set = new AttributeList();
        for (Attribute attribute : attributes.asList()) {
            try {
                setAttribute(attribute);
                set.add(attribute);
            } catch (JMException e) {
                LOG.log(System.Logger.Level.DEBUG, "attribute {0} not set", attribute.getName());
            }
        }
        return set;
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        List<MBeanAttributeInfo> infos = new ArrayList<>();
        for (Counter counter : Counter.values()) {
            infos.add(info(title(counter), "long", counter.meaning(), false));
        }
        infos.add(info(DISABLED, "boolean", "Whether the filter is out of the way: nothing is withheld then", true));
        infos.add(info("Mode", "java.lang.String", "enforce or report", false));
        infos.add(info("WithheldServices", "[Ljava.lang.String;", "What was withheld, by service", false));
        infos.add(info("UndeclaredHosts", "[Ljava.lang.String;", "What was withheld, by undeclared host", false));
        infos.add(info("UndeclaredCookies", "[Ljava.lang.String;", "Cookies set that nobody declared", false));
        return new MBeanInfo(
                Management.class.getName(),
                "Consent Filter",
                infos.toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null);
    }

    private static MBeanAttributeInfo info(String name, String type, String meaning, boolean writable) {
        return new MBeanAttributeInfo(name, type, meaning, true, writable, writable && type.equals("boolean"));
    }

    private static String[] lines(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toArray(String[]::new);
    }

    /** {@code COOKIES_WITHHELD} is {@code CookiesWithheld} in JMX. */
    static String title(Counter counter) {
        StringBuilder title = new StringBuilder();
        for (String word : counter.name().split("_")) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return title.toString();
    }
}
