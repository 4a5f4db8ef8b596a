package dev.chatctl.gateway.internal.server;

import dev.chatctl.gateway.internal.connection.Stages;
import dev.chatctl.gateway.internal.fault.FaultSampler;
import dev.chatctl.gateway.internal.handshake.Handshakes;
import dev.chatctl.gateway.internal.management.ManagementApi;

/** What requests come to; nothing here keeps anything of one. */
public record HttpServices(
    RequestRules rules,
    Stages stages,
    FaultSampler faults,
    ManagementApi management,
    Handshakes handshakes) {}
