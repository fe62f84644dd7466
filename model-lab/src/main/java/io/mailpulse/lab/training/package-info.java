/**
 * Where do the weights of the fast tier come from? Readers of labelled sets, the trainer, the
 * export to an int8 ONNX graph, calibration and evaluation, all with fixed seeds.
 */
package io.mailpulse.lab.training;
