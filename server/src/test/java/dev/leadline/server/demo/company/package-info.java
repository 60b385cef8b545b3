@NullMarked
package dev.leadline.server.demo.company;

import org.jspecify.annotations.NullMarked;
