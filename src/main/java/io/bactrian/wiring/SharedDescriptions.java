package io.bactrian.wiring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.modelmbean.ModelMBean;
import javax.management.modelmbean.ModelMBeanInfo;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.management.DefaultManagementMBeanAssembler;
import org.jspecify.annotations.Nullable;

/**
 * Has all MBeans of a kind share one description of their attributes and operations. Camel makes a new one for each node of
 * each route, which was two fifths of all that the heap held, and made full collections half of what a sync cost.
 */
final class SharedDescriptions extends DefaultManagementMBeanAssembler {
    private final Map<ModelMBeanInfo, ModelMBeanInfo> known = new ConcurrentHashMap<>();

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
        ModelMBean bean = super.assemble(server, managed, name);
        if (bean != null && bean.getMBeanInfo() instanceof ModelMBeanInfo own) {
            ModelMBeanInfo shared = known.putIfAbsent(own, own);
            if (shared != null) {
                bean.setModelMBeanInfo(shared);
            }
        }
        return bean;
    }
}
