// An in-order core does what it is told in the order it is told: the order is written down here, in
// assembly, because a compiler moves loads to where they are used.
//
// 16 sums (v16-v31: a row's four vectors side by side), two sets of columns (v8-v11, v12-v15) and
// two of rows (v0-v3, v4-v7), so that every load is a whole step of k (16 multiply-adds) ahead of
// its use. A load is one LD4 of a whole line: LLVM's model of the core lets a load that follows a
// multiply-add wait until it would end after it, 1 idle cycle for LD4, 2 for LD1 of four registers,
// 5 for LDR; measured on a Pi 3, all of them take 2 cycles a register. LD4 deals columns out:
// vector j of a row has columns j, j + 4, ..., and ST4 puts them back. Pointers move once a round,
// together: in that model an addition after a multiply-add costs 6 cycles, and each further pair of
// them 1.
#if defined(__aarch64__)

#include "gemm/tile_a53.h"

// Names of registers, as strings. Rows of four steps of k: an early set and a late one.
#define KWS_EARLY(row) KWS_EARLY_##row
#define KWS_EARLY_0 "v0"
#define KWS_EARLY_1 "v1"
#define KWS_EARLY_2 "v2"
#define KWS_EARLY_3 "v3"
#define KWS_LATE(row) KWS_LATE_##row
#define KWS_LATE_0 "v4"
#define KWS_LATE_1 "v5"
#define KWS_LATE_2 "v6"
#define KWS_LATE_3 "v7"

#define KWS_FMA(sum, column, row, lane) "fmla " sum ".4s, " column ".4s, " row ".s[" lane "]\n"

// One vector of columns times one step of each row; s0 .. s3: the rows' sums.
#define KWS_COLUMN_3(s0, s1, s2, s3, column, row, lane) \
  KWS_FMA(s0, column, row(0), lane)                     \
  KWS_FMA(s1, column, row(1), lane)                     \
  KWS_FMA(s2, column, row(2), lane)
#define KWS_COLUMN_4(s0, s1, s2, s3, column, row, lane) \
  KWS_COLUMN_3(s0, s1, s2, s3, column, row, lane)       \
  KWS_FMA(s3, column, row(3), lane)

// A step of k in two halves; c0 .. c3: its columns.
#define KWS_HALF_1(COLUMN, c0, c1, row, lane)       \
  COLUMN("v16", "v20", "v24", "v28", c0, row, lane) \
  COLUMN("v17", "v21", "v25", "v29", c1, row, lane)
#define KWS_HALF_2(COLUMN, c2, c3, row, lane)       \
  COLUMN("v18", "v22", "v26", "v30", c2, row, lane) \
  COLUMN("v19", "v23", "v27", "v31", c3, row, lane)
#define KWS_EVEN_STEP(COLUMN, row, lane) \
  KWS_HALF_1(COLUMN, "v8", "v9", row, lane) KWS_HALF_2(COLUMN, "v10", "v11", row, lane)
#define KWS_ODD_STEP(COLUMN, row, lane) \
  KWS_HALF_1(COLUMN, "v12", "v13", row, lane) KWS_HALF_2(COLUMN, "v14", "v15", row, lane)

#define KWS_LOAD_EARLY(from) "ld4 {v0.4s, v1.4s, v2.4s, v3.4s}, [" from "]\n"
#define KWS_LOAD_LATE(from) "ld4 {v4.4s, v5.4s, v6.4s, v7.4s}, [" from "]\n"
#define KWS_LOAD_EVEN(from) "ld4 {v8.4s, v9.4s, v10.4s, v11.4s}, [" from "]\n"
#define KWS_LOAD_ODD(from) "ld4 {v12.4s, v13.4s, v14.4s, v15.4s}, [" from "]\n"
#define KWS_FETCH(line) "prfm pldl2keep, [" line ", %[fetch]]\n"
#define KWS_FETCH_LINES(b1, b2, b3, b4) KWS_FETCH(b1) KWS_FETCH(b2) KWS_FETCH(b3) KWS_FETCH(b4)
#define KWS_FETCH_NONE(b1, b2, b3, b4)

// Four steps of k from one set of rows. b1 .. b3: where the columns of steps 1 .. 3 are; load_rows:
// the other set's; load_columns: those of the step after these.
#define KWS_QUAD(COLUMN, FETCH, row, b1, b2, b3, b4, load_rows, load_columns) \
  KWS_LOAD_ODD(b1)                                                            \
  FETCH(b1, b2, b3, b4)                                                       \
  KWS_EVEN_STEP(COLUMN, row, "0")                                             \
  KWS_LOAD_EVEN(b2)                                                           \
  KWS_ODD_STEP(COLUMN, row, "1")                                              \
  KWS_LOAD_ODD(b3)                                                            \
  KWS_HALF_1(COLUMN, "v8", "v9", row, "2")                                    \
  load_rows KWS_HALF_2(COLUMN, "v10", "v11", row, "2") load_columns KWS_ODD_STEP(COLUMN, row, "3")

// Sixteen steps of k. x0 .. x15: lines of columns; x16, x17, x19, x20: packed rows.
#define KWS_ROUND(COLUMN, FETCH, load_rows, load_columns)                             \
  KWS_QUAD(COLUMN, FETCH, KWS_EARLY, "x1", "x2", "x3", "x4", KWS_LOAD_LATE("x17"),    \
           KWS_LOAD_EVEN("x4"))                                                       \
  KWS_QUAD(COLUMN, FETCH, KWS_LATE, "x5", "x6", "x7", "x8", KWS_LOAD_EARLY("x19"),    \
           KWS_LOAD_EVEN("x8"))                                                       \
  KWS_QUAD(COLUMN, FETCH, KWS_EARLY, "x9", "x10", "x11", "x12", KWS_LOAD_LATE("x20"), \
           KWS_LOAD_EVEN("x12"))                                                      \
  KWS_QUAD(COLUMN, FETCH, KWS_LATE, "x13", "x14", "x15", "x0", load_rows, load_columns)

#define KWS_MOVE(pointer) "add " pointer ", " pointer ", #1024\n"
#define KWS_MOVE_ROWS(pointer) "add " pointer ", " pointer ", #256\n"
// The formatter would move these a column further each time.
// clang-format off
#define KWS_MOVE_ALL                                                                              \
  KWS_MOVE_ROWS("x16")                                                                            \
  KWS_MOVE("x0") KWS_MOVE("x1") KWS_MOVE("x2") KWS_MOVE("x3") KWS_MOVE("x4") KWS_MOVE("x5")       \
  KWS_MOVE("x6") KWS_MOVE("x7") KWS_MOVE("x8") KWS_MOVE("x9") KWS_MOVE("x10") KWS_MOVE("x11")     \
  KWS_MOVE("x12") KWS_MOVE("x13") KWS_MOVE("x14") KWS_MOVE("x15")                                 \
  KWS_MOVE_ROWS("x17") KWS_MOVE_ROWS("x19") KWS_MOVE_ROWS("x20")                                  \
  "subs %[rounds], %[rounds], #1\n"

#define KWS_PLACE(pointer, bytes) "add " pointer ", x0, #" bytes "\n"
#define KWS_PLACE_ALL                                                                             \
  KWS_PLACE("x1", "64") KWS_PLACE("x2", "128") KWS_PLACE("x3", "192") KWS_PLACE("x4", "256")      \
  KWS_PLACE("x5", "320") KWS_PLACE("x6", "384") KWS_PLACE("x7", "448") KWS_PLACE("x8", "512")     \
  KWS_PLACE("x9", "576") KWS_PLACE("x10", "640") KWS_PLACE("x11", "704") KWS_PLACE("x12", "768")  \
  KWS_PLACE("x13", "832") KWS_PLACE("x14", "896") KWS_PLACE("x15", "960")                         \
  "add x17, x16, #64\n add x19, x16, #128\n add x20, x16, #192\n"
// clang-format on

// The last round is apart: it loads nothing ahead, which might not be there.
#define KWS_TILE(COLUMN, FETCH) \
  asm volatile("mov x0, %[b]\n mov x16, %[a]\n" KWS_PLACE_ALL                                      \
      "ld4 {v16.4s, v17.4s, v18.4s, v19.4s}, [%[tile]], #64\n"                                     \
      "ld4 {v20.4s, v21.4s, v22.4s, v23.4s}, [%[tile]], #64\n"                                     \
      "ld4 {v24.4s, v25.4s, v26.4s, v27.4s}, [%[tile]], #64\n"                                     \
      "ld4 {v28.4s, v29.4s, v30.4s, v31.4s}, [%[tile]]\n"                                          \
      "sub %[tile], %[tile], #192\n"                                                               \
      KWS_LOAD_EARLY("x16") KWS_LOAD_EVEN("x0")                                                    \
      "subs %[rounds], %[rounds], #1\n b.eq 2f\n"                                                  \
      "1:\n"                                                                                       \
      KWS_ROUND(COLUMN, FETCH, KWS_MOVE_ALL KWS_LOAD_EARLY("x16"), KWS_LOAD_EVEN("x0"))            \
      "b.ne 1b\n"                                                                                  \
      "2:\n"                                                                                       \
      KWS_ROUND(COLUMN, FETCH, "", "")                                                             \
      "st4 {v16.4s, v17.4s, v18.4s, v19.4s}, [%[tile]], #64\n"                                     \
      "st4 {v20.4s, v21.4s, v22.4s, v23.4s}, [%[tile]], #64\n"                                     \
      "st4 {v24.4s, v25.4s, v26.4s, v27.4s}, [%[tile]], #64\n"                                     \
      "st4 {v28.4s, v29.4s, v30.4s, v31.4s}, [%[tile]]\n"                                          \
      : [tile] "+&r"(tile), [rounds] "+&r"(rounds)                                                   \
      : [a] "r"(a), [b] "r"(b), [fetch] "r"(fetch)                                                 \
      : "cc", "memory", "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",  \
        "x12", "x13", "x14", "x15", "x16", "x17", "x19", "x20", "v0", "v1", "v2", "v3", "v4",      \
        "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17",      \
        "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", \
        "v31")

namespace kws {
namespace {

using TileFn = void (*)(const float* a, const float* b, int64_t rounds, int64_t fetch, float* tile);

// Functions of their own, so that toolchain-arm/mca finds each loop by its name.
[[gnu::noinline]] void TileA53Rows4(const float* a, const float* b, int64_t rounds, int64_t fetch,
                                    float* tile) {
  KWS_TILE(KWS_COLUMN_4, KWS_FETCH_NONE);
}
[[gnu::noinline]] void TileA53Rows3(const float* a, const float* b, int64_t rounds, int64_t fetch,
                                    float* tile) {
  KWS_TILE(KWS_COLUMN_3, KWS_FETCH_NONE);
}
[[gnu::noinline]] void TileA53Rows4Fetching(const float* a, const float* b, int64_t rounds,
                                            int64_t fetch, float* tile) {
  KWS_TILE(KWS_COLUMN_4, KWS_FETCH_LINES);
}
[[gnu::noinline]] void TileA53Rows3Fetching(const float* a, const float* b, int64_t rounds,
                                            int64_t fetch, float* tile) {
  KWS_TILE(KWS_COLUMN_3, KWS_FETCH_LINES);
}

}  // namespace

void MultiplyTileA53(int rows, const float* a, const float* b, int64_t rounds, int64_t fetch,
                     float* tile) {
  static constexpr TileFn kTiles[2][2] = {{TileA53Rows3, TileA53Rows3Fetching},
                                          {TileA53Rows4, TileA53Rows4Fetching}};
  kTiles[rows - 3][fetch != 0](a, b, rounds, fetch, tile);
}

}  // namespace kws

#endif  // __aarch64__
