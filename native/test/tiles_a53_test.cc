// Products in a Cortex-A53's tiles against the reference, and to the bit against the other loop: on
// any 64-bit ARM core, whichever loop that would get.
#include <gtest/gtest.h>

#if defined(__aarch64__)

#include <cmath>
#include <vector>

#include "core/isa.h"
#include "gemm/gemm.h"
#include "gemm/tile_a53.h"

#include "hwy/highway.h"
#include "noise.h"
#include "gemm/gemm-inl.h"

namespace kws {
namespace {

struct Shape {
  int64_t m, k, n;
  int64_t runs = 1;  // of k
  kws_epilogue epilogue = {KWS_IDENTITY, 0, 0};
  bool bias = true;
  bool residual = false;
};

class Tiles : public ::testing::Test {
 protected:
  // The product by one of the loops or, null, the reference; and a guard after each row's columns.
  static std::vector<float> Multiply(const Shape& s, const Blocking* blocking) {
    const int64_t run = s.k / s.runs, run_step = run + (s.runs > 1 ? 3 : 0);
    const int64_t a_stride = s.runs * run_step + 1, out_stride = s.n + 5;
    const std::vector<float> a = Noise(s.m * a_stride, 1);
    const std::vector<float> panels = Noise(s.k * Panels(s.n) * KWS_PANEL, 2);
    const std::vector<float> bias = Noise(Panels(s.n) * KWS_PANEL, 3);
    const std::vector<float> residual = Noise(s.m * out_stride, 4);
    std::vector<float> out(static_cast<size_t>(s.m * out_stride), 77.0f);
    const Weights weights = {panels.data(), s.bias ? bias.data() : nullptr, s.k, s.n, s.epilogue};
    Rows rows = {a.data(),   a_stride, out.data(), s.residual ? residual.data() : nullptr,
                 out_stride, s.m};
    rows.run = s.runs > 1 ? run : 0;
    rows.run_step = run_step;
    if (blocking == nullptr) {
      ReferenceProduct({}, weights, rows, 0, Panels(s.n));
    } else {
      HWY_NAMESPACE::MultiplyPanels(*blocking, weights, rows, 0, Panels(s.n));
    }
    return out;
  }

  static void Compare(const Shape& s) {
    SCOPED_TRACE(std::to_string(s.m) + "x" + std::to_string(s.k) + "x" + std::to_string(s.n));
    const Blocking with = {true, kTiledRows}, without = {false, kMaxBlockRows};
    const std::vector<float> tiles = Multiply(s, &with);
    ASSERT_EQ(tiles, Multiply(s, &without));
    const std::vector<float> reference = Multiply(s, nullptr);
    for (size_t i = 0; i < tiles.size(); ++i)
      ASSERT_NEAR(tiles[i], reference[i], 1e-5 * static_cast<double>(s.k)) << i;
  }
};

TEST_F(Tiles, OddSizesAgree) {
  for (const int64_t m : {3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 22, 29}) {
    for (const int64_t k : {15, 16, 17, 31, 32, 47, 48, 80, 1024, 1025}) {
      if (k > 1000 && m > 5) continue;
      for (const int64_t n : {17, 31, 32, 33, 50}) Compare({m, k, n});
    }
  }
}

TEST_F(Tiles, RunsResidualsAndActivationsAgree) {
  for (const int64_t runs : {2, 3, 5}) Compare({9, runs * 19, 40, runs});
  for (const bool residual : {false, true}) {
    for (const bool bias : {false, true}) {
      Compare({11, 37, 45, 1, {KWS_CLAMP, 0, 1}, bias, residual});
      Compare({11, 64, 32, 1, {KWS_TANH, 0, 0}, bias, residual});
    }
  }
}

}  // namespace
}  // namespace kws

#endif  // __aarch64__
