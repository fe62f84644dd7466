package io.mailpulse.lab.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a benchmark of this module runs on.
 *
 * @param bundle location of a bundle with a fast tier
 * @param node folder with {@code node_modules/onnxruntime-node}; without one that row is left out
 */
public record BenchSettings(String bundle, Optional<Path> node) {}
