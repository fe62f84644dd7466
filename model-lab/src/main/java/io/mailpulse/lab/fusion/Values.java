package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values of constants, whichever of the format's two ways they are written in. */
final class Values {

  private Values() {}

  /** Little-endian values of a float32, int8 or int64 tensor; empty for any other and for null. */
  static ByteString raw(TensorProto tensor) {
    if (tensor == null) {
      return ByteString.EMPTY;
    }
    if (!tensor.getRawData().isEmpty()) {
      return tensor.getRawData();
    }
    return switch (tensor.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> floats(tensor);
      case TensorProto.DataType.INT8_VALUE -> bytes(tensor);
      case TensorProto.DataType.INT64_VALUE -> longs(tensor);
      default -> ByteString.EMPTY;
    };
  }

  private static ByteString floats(TensorProto tensor) {
    ByteBuffer raw = littleEndian(tensor.getFloatDataCount() * Float.BYTES);
    tensor.getFloatDataList().forEach(raw::putFloat);
    return ByteString.copyFrom(raw.flip());
  }

  private static ByteString bytes(TensorProto tensor) {
    ByteBuffer raw = littleEndian(tensor.getInt32DataCount());
    tensor.getInt32DataList().forEach(value -> raw.put(value.byteValue()));
    return ByteString.copyFrom(raw.flip());
  }

  private static ByteString longs(TensorProto tensor) {
    ByteBuffer raw = littleEndian(tensor.getInt64DataCount() * Long.BYTES);
    tensor.getInt64DataList().forEach(raw::putLong);
    return ByteString.copyFrom(raw.flip());
  }

  /** A float32 tensor of one value; no number for any other. */
  static float real(TensorProto tensor) {
    ByteString raw = raw(tensor);
    return raw.size() == Float.BYTES && tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE
        ? view(raw).getFloat(0)
        : Float.NaN;
  }

  /** An int64 tensor of one value; 0 for any other. */
  static int whole(TensorProto tensor) {
    ByteString raw = raw(tensor);
    return raw.size() == Long.BYTES && tensor.getDataType() == TensorProto.DataType.INT64_VALUE
        ? (int) view(raw).getLong(0)
        : 0;
  }

  private static ByteBuffer view(ByteString raw) {
    return raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
