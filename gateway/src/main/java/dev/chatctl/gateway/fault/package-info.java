/**
 * Faults on demand. What happens to the n-th operation of a kind depends on the seed, the kind and
 * n alone, so a run can be repeated however its threads interleave.
 */
@NullMarked
package dev.chatctl.gateway.fault;

import org.jspecify.annotations.NullMarked;
