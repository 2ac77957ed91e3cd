package io.kwsbench.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Clips as the original pipeline mixed them, and the features that it made of them. */
final class OriginalFeatures {
  private final Material material;
  private final JsonNode index;
  private final float[] noise;

  OriginalFeatures(Material material) throws IOException {
    this.material = material;
    this.index = new ObjectMapper().readTree(material.original("features/index.json").toFile());
    this.noise = WavReader.read(material.path(index.get("background").asText())).samples();
  }

  /** One clip, how it was mixed, and what came out. */
  record Entry(OriginalFeatures of, JsonNode json) {
    /** The clip mixed by this program. */
    float[] mixed(int samples) {
      Mix mix =
          new Mix(
              (float) json.get("foreground_volume").asDouble(),
              json.get("time_shift").asInt(),
              of.noise,
              of.index.get("background_offset").asInt(),
              (float) json.get("background_volume").asDouble());
      var clip = WavReader.read(of.material.path(json.get("clip").asText()));
      float[] made = new float[samples];
      mix.apply(FittedClip.of(clip, 16_000, samples, 1).clip().samples(), made, 0, samples);
      return made;
    }

    /** What the original pipeline made. */
    float[] values() throws IOException {
      byte[] bytes =
          Files.readAllBytes(of.material.original("features/" + json.get("file").asText()));
      float[] values = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }

  /** The entries of a kind: {@code raw}, {@code spec} or {@code mfcc}. */
  List<Entry> entries(String kind) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode json : index.get("entries")) {
      if (json.get("kind").asText().equals(kind)) {
        entries.add(new Entry(this, json));
      }
    }
    return entries;
  }
}
