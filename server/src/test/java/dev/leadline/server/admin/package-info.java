/** The pages over real HTTP: who may open them, and what their forms do. */
@NullMarked
package dev.leadline.server.admin;

import org.jspecify.annotations.NullMarked;
