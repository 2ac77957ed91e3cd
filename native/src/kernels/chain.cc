// CHAIN: several elementwise operations in one pass: a piece of a row that fits the first cache
// goes through all of them.
#include <algorithm>

#include "core/kernel.h"
#include "kernels/scalar_math.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/chain.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/unary-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

constexpr int64_t kPiece = 512;

// A piece of a row: `count` elements from column `col`.
struct Piece {
  int64_t row, col, count;
};

// The second argument of an op for that piece.
const float* Argument(const kws_chain_params& p, int source, const float* operand,
                      const Piece& piece) {
  switch (source) {
    case KWS_CHAIN_TENSOR:
      return operand + piece.row * p.cols + piece.col;
    case KWS_CHAIN_ROW:
      return operand + piece.col;
    default:  // KWS_CHAIN_COLUMN
      return operand + piece.row;
  }
}

void RunPiece(const KernelArgs& args, const kws_chain_params& p, const Piece& piece) {
  HWY_ALIGN float buffer[kPiece + 64];
  // What is between two ops may be a little more than the piece: whole vectors.
  const int64_t whole = RoundUp(piece.count, static_cast<int64_t>(hn::Lanes(d)));
  const float* x = args[Chain::kIn] + piece.row * p.cols + piece.col;
  int taken = 0;
  for (int i = 0; i < p.count; ++i) {
    const kws_chain_op& op = p.ops[i];
    // The last op writes the output; it may be the memory of an argument, of which nothing is
    // needed any more.
    const bool last = i + 1 == p.count;
    float* to = last ? args[Chain::kOut] + piece.row * p.cols + piece.col : buffer;
    const int64_t count = last ? piece.count : whole;
    if (op.source == KWS_CHAIN_UNARY) {
      ApplyUnary(op.op, op.alpha, op.beta, x, to, count);
    } else {
      const bool immediate = op.source == KWS_CHAIN_IMMEDIATE;
      const float* argument =
          immediate ? &op.alpha
                    : Argument(p, op.source, args.At(Chain::kArguments, taken++), piece);
      const int step = immediate || op.source == KWS_CHAIN_COLUMN ? 0 : 1;
      if (op.reverse != 0) {
        ApplyBinary(op.op, argument, step, x, 1, to, count);
      } else {
        ApplyBinary(op.op, x, 1, argument, step, to, count);
      }
    }
    x = buffer;
  }
}

}  // namespace

void ChainRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_chain_params>();
  for (int64_t row = begin; row < end; ++row) {
    for (int64_t col = 0; col < p.cols; col += kPiece) {
      RunPiece(args, p, {row, col, std::min<int64_t>(kPiece, p.cols - col)});
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Chain)

namespace {

bool CheckOp(const kws_chain_params& p, const kws_chain_op& op, int* operand, StepCheck& check) {
  const int64_t rows = p.rows, cols = p.cols;
  switch (op.source) {
    case KWS_CHAIN_UNARY:
      return check.UnaryOp(op.op);
    case KWS_CHAIN_IMMEDIATE:
      break;
    case KWS_CHAIN_TENSOR:
      if (!check.Needs(*operand, SatMul(rows, cols), 4)) return false;
      check.MayBeInPlace(Chain::kOut, (*operand)++);
      break;
    case KWS_CHAIN_ROW:
      if (!check.Needs((*operand)++, cols, 4)) return false;
      break;
    case KWS_CHAIN_COLUMN:
      if (!check.Needs((*operand)++, rows, 4)) return false;
      break;
    default:
      return check.Fail("unknown chain source %d", op.source);
  }
  return check.Range("binary op", op.op, 0, KWS_BINARY_OPS - 1);
}

float Argument(const KernelArgs& args, const kws_chain_op& op, int* taken, int64_t row, int64_t col,
               int64_t cols) {
  switch (op.source) {
    case KWS_CHAIN_TENSOR:
      return args.At(Chain::kArguments, (*taken)++)[row * cols + col];
    case KWS_CHAIN_ROW:
      return args.At(Chain::kArguments, (*taken)++)[col];
    case KWS_CHAIN_COLUMN:
      return args.At(Chain::kArguments, (*taken)++)[row];
    default:
      return op.alpha;
  }
}

}  // namespace

bool Chain::Validate(const Params& p, StepCheck& check) {
  if (!check.Positive("rows", p.rows) || !check.Positive("cols", p.cols) ||
      !check.Range("count", p.count, 1, KWS_MAX_CHAIN)) {
    return false;
  }
  int operand = kArguments;
  for (int i = 0; i < p.count; ++i) {
    if (!CheckOp(p, p.ops[i], &operand, check)) return false;
  }
  const int64_t count = SatMul(p.rows, p.cols);
  return check.Needs(kOut, count, 4) && check.Needs(kIn, count, 4) && check.MayBeInPlace(kOut, kIn);
}

double Chain::ExecutedFlops(const Params& p) {
  double each = 0;
  for (int i = 0; i < p.count; ++i) {
    each += p.ops[i].source == KWS_CHAIN_UNARY ? UnaryFlops(p.ops[i].op) : BinaryFlops(p.ops[i].op);
  }
  return each * p.rows * p.cols;
}
int64_t Chain::Items(const Params& p) { return p.rows; }
uint64_t Chain::ScratchBytes(const Params&) { return 0; }

void Chain::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  for (int64_t row = begin; row < end; ++row) {
    for (int64_t col = 0; col < p.cols; ++col) {
      float x = args[Chain::kIn][row * p.cols + col];
      int taken = 0;
      for (int i = 0; i < p.count; ++i) {
        const kws_chain_op& op = p.ops[i];
        if (op.source == KWS_CHAIN_UNARY) {
          x = ScalarUnary(op.op, op.alpha, op.beta, x);
          continue;
        }
        const float y = Argument(args, op, &taken, row, col, p.cols);
        x = op.reverse != 0 ? ScalarBinary(op.op, y, x) : ScalarBinary(op.op, x, y);
      }
      args[Chain::kOut][row * p.cols + col] = x;
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
