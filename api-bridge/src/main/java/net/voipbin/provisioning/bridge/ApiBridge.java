package net.voipbin.provisioning.bridge;

import net.voipbin.provisioning.settings.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The program: a bridge that runs until it is told to stop. */
public final class ApiBridge {

    private static final Logger log = LoggerFactory.getLogger(ApiBridge.class);
    private static final int WRONG_SETTINGS = 2;

    private ApiBridge() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        try {
            BridgeServer server = BridgeServer.start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        } catch (InvalidSettingException e) {
            log.atError().addKeyValue("reason", e.getMessage()).log("The settings do not do");
            System.exit(WRONG_SETTINGS);
        }
    }
}
