package io.bactrian.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.InvalidTargetObjectTypeException;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import javax.management.modelmbean.RequiredModelMBean;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedInstance;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.api.management.NotificationSenderAware;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.jspecify.annotations.Nullable;

/**
 * Has all MBeans of a kind share one description of their attributes and operations. Camel makes a new one for each node of
 * each route, which was two fifths of all that the heap held, and made full collections half of what a sync cost.
 */
final class SharedDescriptions extends DefaultManagementMBeanAssembler {
    private final Map<Class<?>, ModelMBeanInfo> known = new ConcurrentHashMap<>();

    private SharedDescriptions(CamelContext context) {
        super(context);
    }

    /** Before Camel registers its first MBean. */
    static MainListenerSupport install() {
        return new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport main) {
                CamelContext context = main.getCamelContext();
                context.getCamelContextExtension().setManagementMBeanAssembler(new SharedDescriptions(context));
            }
        };
    }

    @Override
    public @Nullable ModelMBean assemble(MBeanServer server, Object managed, ObjectName name) throws JMException {
        if (!isOfItsKind(managed)) {
            return super.assemble(server, managed, name);
        }
        ModelMBeanInfo shared = known.get(managed.getClass());
        return shared == null ? first(server, managed, name) : described(shared, managed);
    }

    private @Nullable ModelMBean first(MBeanServer server, Object managed, ObjectName name) throws JMException {
        ModelMBean bean = super.assemble(server, managed, name);
        if (bean != null && bean.getMBeanInfo() instanceof ModelMBeanInfo own) {
            known.put(managed.getClass(), own);
        }
        return bean;
    }

    private static ModelMBean described(ModelMBeanInfo shared, Object managed) throws JMException {
        RequiredModelMBean bean = new RequiredModelMBean(shared);
        try {
            bean.setManagedResource(managed, "ObjectReference");
        } catch (InvalidTargetObjectTypeException e) {
            throw new JMException(e.getMessage());
        }
        return bean;
    }

    /** Whether nothing but its class tells what is shown of it, and nothing of it is sent. */
    private static boolean isOfItsKind(Object managed) {
        return !(managed instanceof NotificationSenderAware)
                && !(managed instanceof ManagedInstance holder
                        && holder.getInstance() != null
                        && holder.getInstance().getClass().isAnnotationPresent(ManagedResource.class));
    }
}
