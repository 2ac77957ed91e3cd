// The product's inner loop for Cortex-A53, by hand: 3 or 4 rows by one panel of columns, from rows
// that were packed beforehand. gemm.cc has the loop for all other cores, which is also this one's
// reference.
#ifndef KWS_GEMM_TILE_A53_H_
#define KWS_GEMM_TILE_A53_H_

#include <cstdint>

#include "gemm/gemm.h"

namespace kws {

#if defined(__aarch64__)

constexpr int kTileRows = 4;    // of packed rows, whether they exist or not
constexpr int kTileSteps = 16;  // of k in one round of the loop

// tile += A B over `rounds` x kTileSteps steps of k, each sum in order of k. rows: 3 or 4;
// a: [k][kTileRows]; b: a panel's [k][KWS_PANEL]; tile: [kTileRows][KWS_PANEL]. rounds > 0.
// fetch: bytes from a line of b to the one to bring into the second cache, or 0.
void MultiplyTileA53(int rows, const float* a, const float* b, int64_t rounds, int64_t fetch,
                     float* tile);

// Rows that share one reading of the weights: three tiles.
constexpr int64_t kTiledRows = 3 * kTileRows;
static_assert(kTiledRows <= kMaxBlockRows);

// Whether a product's blocks are worth the packing into tiles.
bool TilesSuit(const Weights& weights, const Rows& rows, int64_t panels);
// MultiplyPanels (gemm-inl.h) for rows row .. row+count-1, at most kTiledRows, with the same bits;
// low, high: the clamp, or infinities. False, and nothing done, if `count` makes no good tiles.
bool MultiplyTiles(const Weights& weights, const Rows& rows, int64_t row, int64_t count,
                   int64_t panel_begin, int64_t panel_end, float low, float high);

#else

constexpr int64_t kTiledRows = 0;
inline bool TilesSuit(const Weights&, const Rows&, int64_t) { return false; }
inline bool MultiplyTiles(const Weights&, const Rows&, int64_t, int64_t, int64_t, int64_t, float,
                          float) {
  return false;
}

#endif  // __aarch64__

}  // namespace kws

#endif  // KWS_GEMM_TILE_A53_H_
