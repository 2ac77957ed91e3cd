package io.kwsbench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void aCurveIsDrawnInItsColor() throws IOException {
    Picture picture =
        new CurveChart("loss", "epoch", "")
            .add("loss", new double[] {1, 2, 3}, new double[] {3, 2, Double.NaN})
            .add("val_loss", new double[] {1, 2}, new double[] {1, 2})
            .add("none", new double[] {1}, new double[] {Double.POSITIVE_INFINITY})
            .picture();

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(colors(image)).contains(0x0072b2, 0xd55e00).doesNotContain(0x009e73);
    assertThat(new String(picture.svg(), StandardCharsets.UTF_8))
        .contains("<svg ", "rgb(0,114,178)", "rgb(213,94,0)")
        .doesNotContain("rgb(0,158,115)");
  }

  @Test
  void withoutPointsThereIsNothingToDraw() {
    assertThat(new CurveChart("t", "x", "y").isEmpty()).isTrue();
    assertThat(
            new CurveChart("t", "x", "y")
                .logarithmic()
                .add("zero", new double[] {1}, new double[] {0})
                .isEmpty())
        .isTrue();
  }

  @Test
  void countsAreDrawnAsCells() {
    String svg =
        new String(
            new CountsChart("two words", List.of("yes", "no"), new int[][] {{41, 3}, {0, 57}})
                .picture()
                .svg(),
            StandardCharsets.UTF_8);

    // the largest of all is darkest; nothing is drawn for a count of 0
    assertThat(svg).contains("rgb(66,146,198)").doesNotContain("rgb(222,235,247)");
    assertThat(svg.split("<rect ")).hasSizeGreaterThanOrEqualTo(3 + 2);
  }

  private static Set<Integer> colors(BufferedImage image) {
    Set<Integer> colors = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colors.add(image.getRGB(x, y) & 0xffffff);
      }
    }
    return colors;
  }
}
