// Products in tiles of 4 rows x a panel for Cortex-A53: packing the rows, and what is left when the
// loop in assembly (tile_a53.cc) has done its rounds.
#if defined(__aarch64__)

#include <arm_neon.h>

#include <algorithm>

#include "gemm/tile_a53.h"

namespace kws {
namespace {

// Of packed rows: 48 KB of stack.
constexpr int64_t kMaxTiledK = 1024;
constexpr int kVectors = KWS_PANEL / 4;

// One block's rows, packed, and how they are divided.
struct Tiles {
  const float* packed;  // [tiles][k][kTileRows]
  int64_t row, count;
  int64_t tiles;

  int64_t First(int64_t tile) const { return row + count * tile / tiles; }
  int RowsOf(int64_t tile) const { return static_cast<int>(First(tile + 1) - First(tile)); }
};

// Rows first .. first+count-1 as [k][kTileRows]; the last stands in for one that is not there.
void PackRows(const Rows& rows, int64_t first, int count, int64_t k, float* packed) {
  const float* a[kTileRows];
  for (int r = 0; r < kTileRows; ++r)
    a[r] = rows.a + (first + std::min(r, count - 1)) * rows.a_stride;
  const int64_t run = rows.run == 0 ? k : rows.run;
  for (int64_t left = k; left > 0; left -= run) {
    int64_t i = 0;
    for (; i + 4 <= run; i += 4, packed += 4 * kTileRows) {
      const float32x4x4_t columns = {
          {vld1q_f32(a[0] + i), vld1q_f32(a[1] + i), vld1q_f32(a[2] + i), vld1q_f32(a[3] + i)}};
      vst4q_f32(packed, columns);
    }
    for (; i < run; ++i) {
      for (int r = 0; r < kTileRows; ++r) *packed++ = a[r][i];
    }
    for (int r = 0; r < kTileRows; ++r) a[r] += rows.run_step;
  }
}

// What follows a row's rounds: the last steps of k, the residual and the clamp.
void FinishRow(const float* sums, const float* a, const float* b, int64_t steps,
               const float* residual, float low, float high, float* out, int64_t columns) {
  float32x4_t acc[kVectors];
  for (int v = 0; v < kVectors; ++v) acc[v] = vld1q_f32(sums + 4 * v);
  for (int64_t i = 0; i < steps; ++i) {
    const float32x4_t x = vdupq_n_f32(a[i * kTileRows]);
    for (int v = 0; v < kVectors; ++v)
      acc[v] = vfmaq_f32(acc[v], vld1q_f32(b + i * KWS_PANEL + 4 * v), x);
  }
  float partial[KWS_PANEL];
  const bool whole = columns >= KWS_PANEL;
  if (residual != nullptr && !whole) {
    std::copy(residual, residual + columns, partial);
    std::fill(partial + columns, partial + KWS_PANEL, 0.0f);
    residual = partial;
  }
  const float32x4_t least = vdupq_n_f32(low), most = vdupq_n_f32(high);
  for (int v = 0; v < kVectors; ++v) {
    if (residual != nullptr) acc[v] = vaddq_f32(acc[v], vld1q_f32(residual + 4 * v));
    acc[v] = vminq_f32(most, vmaxq_f32(least, acc[v]));
    vst1q_f32(whole ? out + 4 * v : partial + 4 * v, acc[v]);
  }
  if (!whole) std::copy(partial, partial + columns, out);
}

// One panel's columns of all tiles.
void MultiplyPanel(const Weights& w, const Rows& rows, const Tiles& tiles, int64_t panel, float low,
                   float high) {
  const float* b = static_cast<const float*>(w.panels) + panel * w.k * KWS_PANEL;
  const int64_t column = panel * KWS_PANEL;
  const int64_t rounds = w.k / kTileSteps;
  const int64_t done = rounds * kTileSteps;
  for (int64_t t = 0; t < tiles.tiles; ++t) {
    const float* a = tiles.packed + t * w.k * kTileRows;
    const int count = tiles.RowsOf(t);
    float sums[kTileRows * KWS_PANEL];
    for (int i = 0; i < kTileRows * KWS_PANEL; ++i)
      sums[i] = w.bias != nullptr ? w.bias[column + i % KWS_PANEL] : 0.0f;
    const bool first = t == 0 && tiles.row == 0 && !rows.again;
    MultiplyTileA53(count, a, b, rounds, first ? w.k * KWS_PANEL * 4 : 0, sums);
    for (int r = 0; r < count; ++r) {
      const int64_t at = (tiles.First(t) + r) * rows.out_stride + column;
      FinishRow(sums + r * KWS_PANEL, a + done * kTileRows + r, b + done * KWS_PANEL, w.k - done,
                rows.residual != nullptr ? rows.residual + at : nullptr, low, high, rows.out + at,
                std::min<int64_t>(KWS_PANEL, w.n - column));
    }
  }
}

}  // namespace

bool TilesSuit(const Weights& w, const Rows& rows, int64_t panels) {
  return panels >= 2 && rows.count >= 3 && w.k >= kTileSteps && w.k <= kMaxTiledK;
}

bool MultiplyTiles(const Weights& w, const Rows& rows, int64_t row, int64_t count,
                   int64_t panel_begin, int64_t panel_end, float low, float high) {
  alignas(64) float packed[kTiledRows * kMaxTiledK];
  const Tiles tiles = {packed, row, count, (count + kTileRows - 1) / kTileRows};
  if (count < 3 || count == 5) return false;  // a tile would have two rows
  for (int64_t t = 0; t < tiles.tiles; ++t)
    PackRows(rows, tiles.First(t), tiles.RowsOf(t), w.k, packed + t * w.k * kTileRows);
  for (int64_t panel = panel_begin; panel < panel_end; ++panel)
    MultiplyPanel(w, rows, tiles, panel, low, high);
  return true;
}

}  // namespace kws

#endif  // __aarch64__
