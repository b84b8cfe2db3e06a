@NullMarked
package net.voipbin.provisioning.sandbox.quickstart;

import org.jspecify.annotations.NullMarked;
