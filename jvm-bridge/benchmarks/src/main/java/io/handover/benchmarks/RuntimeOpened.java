package io.handover.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** A model on ONNX Runtime's Java API with one thread. */
final class RuntimeOpened implements FirstRow.Opened {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  RuntimeOpened(byte[] bytes) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    session = environment.createSession(bytes, options);
  }

  @Override
  public Object run(String[] names, Object[] columns, int rows) throws OrtException {
    Map<String, OnnxTensor> tensors = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (columns[i] instanceof String[]) {
        long[] shape = {rows, 1};
        tensors.put(names[i], OnnxTensor.createTensor(environment, (String[]) columns[i], shape));
      } else {
        float[] values = (float[]) columns[i];
        long[] shape = {rows, values.length / rows};
        tensors.put(
            names[i], OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
      }
    }
    try (OrtSession.Result result = session.run(tensors)) {
      return new Object[] {result.get(0).getValue(), result.get(1).getValue()};
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }
}
