package io.handover.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Starts, scores one row and then 20,000 of it, and prints what that took: {@code FirstRow scala
 * MODEL}.
 *
 * <p>Milliseconds from the start of the JVM to the first answer, and of processor time until then,
 * which other work on the machine moves less; megabytes resident after the batch. Written in Java,
 * so that ONNX Runtime's side loads nothing of Scala.
 */
public final class FirstRow {

  private static final int BATCH = 20_000;

  /** A model that is ready. */
  interface Opened {

    /**
     * The answers for columns of {@code float[]} or {@code String[]}.
     *
     * @param names the name of each column
     * @param columns the cells of each, row after row
     * @param rows how many rows there are
     */
    Object run(String[] names, Object[] columns, int rows) throws Exception;
  }

  private FirstRow() {}

  /** Runs {@code scala} or {@code onnxruntime} on a model below {@code -Dhandover.models}. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(System.getProperty("handover.models"), arguments[1]);
    byte[] bytes = Files.readAllBytes(directory.resolve("model.onnx"));
    List<String> lines = Files.readAllLines(directory.resolve("row.tsv"));
    String[] names = new String[lines.size()];
    Object[] columns = new Object[lines.size()];
    for (int i = 0; i < names.length; i++) {
      String[] cells = lines.get(i).split("\t");
      names[i] = cells[0];
      columns[i] = column(cells[1], Arrays.copyOfRange(cells, 2, cells.length));
    }
    Opened model =
        arguments[0].equals("scala") ? new EvaluatorOpened(bytes) : new RuntimeOpened(bytes);
    model.run(names, columns, 1);
    long launch =
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    long cpu = processorMillis();
    for (int i = 0; i < columns.length; i++) columns[i] = repeated(columns[i]);
    model.run(names, columns, BATCH);
    System.out.println("launch=" + launch + " cpu=" + cpu + " resident=" + resident());
  }

  private static Object column(String kind, String[] cells) {
    if (kind.equals("text")) return cells;
    float[] values = new float[cells.length];
    for (int i = 0; i < values.length; i++) values[i] = Float.parseFloat(cells[i]);
    return values;
  }

  private static Object repeated(Object row) {
    if (row instanceof String[]) {
      String[] cells = new String[BATCH];
      Arrays.fill(cells, ((String[]) row)[0]);
      return cells;
    }
    float[] one = (float[]) row;
    float[] cells = new float[BATCH * one.length];
    for (int i = 0; i < cells.length; i++) cells[i] = one[i % one.length];
    return cells;
  }

  private static long processorMillis() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1_000_000;
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith("VmRSS")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    return 0;
  }
}
