/** The topic catalogue: every topic of the product, declared once with the types of its key and value. */
@NullMarked
package net.voipbin.provisioning.topic;

import org.jspecify.annotations.NullMarked;
