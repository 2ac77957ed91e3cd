package io.kwsbench.arm;

import io.kwsbench.plan.PlanTensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A plan that {@code kws_run --serve} runs in a process of its own. */
final class ServedPlan implements AutoCloseable {
  private final InputStream answers;
  private final OutputStream requests;

  private ServedPlan(Process process) {
    answers = new BufferedInputStream(process.getInputStream());
    requests = process.getOutputStream();
  }

  /** Starts a runner, a command that takes {@code --serve} and a plan. */
  static ServedPlan start(String runner, Path plan) throws IOException {
    ServedPlan served =
        new ServedPlan(
            new ProcessBuilder(runner, "--serve", plan.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    served.expect("ready ");
    return served;
  }

  /** What its one fetch holds after a clip of 16 kHz. */
  float[] run(List<PlanTensor> tensors, float[] samples) throws IOException {
    ask("forget", new byte[0]);
    ask("item", new byte[0]);
    int fetch = -1;
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).feed()) {
        byte[] bytes = bytes(tensors.get(i), samples);
        ask("feed " + i + " " + bytes.length, bytes);
      } else {
        fetch = i;
      }
    }
    ask("run 0", new byte[0]);
    ByteBuffer got =
        ByteBuffer.wrap(ask("fetch " + fetch, new byte[0])).order(ByteOrder.LITTLE_ENDIAN);
    float[] probabilities = new float[got.remaining() / Float.BYTES];
    got.asFloatBuffer().get(probabilities);
    return probabilities;
  }

  /** A clip's samples, or their rate. */
  private static byte[] bytes(PlanTensor feed, float[] samples) {
    ByteBuffer buffer = ByteBuffer.allocate((int) feed.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (feed.bytes() == Integer.BYTES) {
      return buffer.putInt(16_000).array();
    }
    buffer.asFloatBuffer().put(samples);
    return buffer.array();
  }

  private byte[] ask(String request, byte[] bytes) throws IOException {
    requests.write((request + "\n").getBytes(StandardCharsets.US_ASCII));
    requests.write(bytes);
    requests.flush();
    int count = Integer.parseInt(expect("ok "));
    byte[] data = answers.readNBytes(count);
    if (data.length != count) {
      throw new IOException("kws_run ended inside an answer");
    }
    return data;
  }

  private String expect(String start) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c >= 0 && c != '\n'; c = answers.read()) {
      line.append((char) c);
    }
    if (!line.toString().startsWith(start)) {
      throw new IOException("kws_run: '" + line + "'");
    }
    return line.substring(start.length());
  }

  @Override
  public void close() throws IOException {
    requests.close();
  }
}
