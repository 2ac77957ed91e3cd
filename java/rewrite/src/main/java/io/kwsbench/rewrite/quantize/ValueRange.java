package io.kwsbench.rewrite.quantize;

/** The numbers that a tensor's levels are to hold; what lies outside becomes the nearer bound. */
public record ValueRange(float low, float high) {}
