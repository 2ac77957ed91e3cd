// COPY: an N-d strided copy, which is a transpose, a slice, a concatenation, a reversal, a tiling
// or a framing.
#include <cstring>

#include "core/kernel.h"
#include "kernels/turn.h"

namespace kws {
namespace {

// Axes after merging those that move alike, in bytes.
struct Walk {
  int rank = 0;
  int64_t dims[KWS_MAX_RANK];
  int64_t in[KWS_MAX_RANK];
  int64_t out[KWS_MAX_RANK];

  explicit Walk(const kws_copy_params& p) {
    const int64_t unit = p.element_bytes;
    for (int axis = 0; axis < p.rank; ++axis) {
      const int64_t dim = p.dims[axis], i = p.in_strides[axis] * unit,
                    o = p.out_strides[axis] * unit;
      if (dim == 1) continue;
      if (rank > 0 && in[rank - 1] == i * dim && out[rank - 1] == o * dim) {
        dims[rank - 1] *= dim;
        in[rank - 1] = i;
        out[rank - 1] = o;
        continue;
      }
      dims[rank] = dim;
      in[rank] = i;
      out[rank] = o;
      ++rank;
    }
  }
};

template <class T>
void CopyStrided(const uint8_t* in, int64_t in_step, uint8_t* out, int64_t out_step,
                 int64_t count) {
  for (int64_t i = 0; i < count; ++i) {
    *reinterpret_cast<T*>(out + i * out_step) = *reinterpret_cast<const T*>(in + i * in_step);
  }
}

// A plane of 4-byte elements that lie side by side along axis x before and along axis y after.
void TurnPlane(const Walk& w, int x, int y, const uint8_t* in, uint8_t* out) {
  constexpr int64_t kUnit = sizeof(uint32_t);
  const int64_t wide = w.dims[x] / 4 * 4, high = w.dims[y] / 4 * 4;
  for (int64_t j = 0; j < high; j += 4) {
    for (int64_t i = 0; i < wide; i += 4) {
      TurnFour(in + i * kUnit + j * w.in[y], w.in[y], out + i * w.out[x] + j * kUnit, w.out[x]);
    }
  }
  for (int64_t i = 0; i < w.dims[x]; ++i) {
    const int64_t first = i < wide ? high : 0;
    CopyStrided<uint32_t>(in + i * kUnit + first * w.in[y], w.in[y],
                          out + i * w.out[x] + first * kUnit, kUnit, w.dims[y] - first);
  }
}

// A plane of 4-byte elements by tiles of 8 x 8, so that both sides touch whole cache lines.
void CopyPlane(const Walk& w, const uint8_t* in, uint8_t* out) {
  const int a = w.rank - 2, b = w.rank - 1;
  if (w.in[b] == 4 && w.out[a] == 4) return TurnPlane(w, b, a, in, out);
  if (w.in[a] == 4 && w.out[b] == 4) return TurnPlane(w, a, b, in, out);
  constexpr int64_t kTile = 8;
  for (int64_t i0 = 0; i0 < w.dims[a]; i0 += kTile) {
    const int64_t i1 = i0 + kTile < w.dims[a] ? i0 + kTile : w.dims[a];
    for (int64_t j0 = 0; j0 < w.dims[b]; j0 += kTile) {
      const int64_t n = j0 + kTile < w.dims[b] ? kTile : w.dims[b] - j0;
      for (int64_t i = i0; i < i1; ++i) {
        CopyStrided<uint32_t>(in + i * w.in[a] + j0 * w.in[b], w.in[b],
                              out + i * w.out[a] + j0 * w.out[b], w.out[b], n);
      }
    }
  }
}

void CopyRow(int64_t unit, const uint8_t* in, int64_t in_step, uint8_t* out, int64_t out_step,
             int64_t count) {
  if (in_step == unit && out_step == unit) {
    memmove(out, in, static_cast<size_t>(count * unit));
  } else if (unit == 1) {
    CopyStrided<uint8_t>(in, in_step, out, out_step, count);
  } else if (unit == 2) {
    CopyStrided<uint16_t>(in, in_step, out, out_step, count);
  } else if (unit == 4) {
    CopyStrided<uint32_t>(in, in_step, out, out_step, count);
  } else {
    CopyStrided<uint64_t>(in, in_step, out, out_step, count);
  }
}

void CopyAxis(const Walk& w, int axis, int64_t unit, const uint8_t* in, uint8_t* out) {
  const bool contiguous = w.in[w.rank - 1] == unit && w.out[w.rank - 1] == unit;
  if (axis == w.rank - 1) return CopyRow(unit, in, w.in[axis], out, w.out[axis], w.dims[axis]);
  if (axis == w.rank - 2 && unit == 4 && !contiguous) return CopyPlane(w, in, out);
  for (int64_t i = 0; i < w.dims[axis]; ++i)
    CopyAxis(w, axis + 1, unit, in + i * w.in[axis], out + i * w.out[axis]);
}

void CopyRun(const KernelArgs& args, int64_t, int64_t) {
  const auto& p = args.Params<kws_copy_params>();
  const Walk walk(p);
  const uint8_t* in = args[Copy::kIn] + int64_t{p.in_offset} * p.element_bytes;
  uint8_t* out = args[Copy::kOut] + int64_t{p.out_offset} * p.element_bytes;
  if (walk.rank == 0) return CopyRow(p.element_bytes, in, p.element_bytes, out, p.element_bytes, 1);
  CopyAxis(walk, 0, p.element_bytes, in, out);
}

// Adds an axis's reach to the lowest and highest element touched.
void Extend(int64_t dim, int64_t stride, int64_t* low, int64_t* high) {
  const int64_t reach = SatMul(dim - 1, stride);
  int64_t* end = reach < 0 ? low : high;
  *end = SatAdd(*end, reach);
}

}  // namespace

KernelEntry Copy::Resolve(int64_t) { return {&CopyRun}; }

bool Copy::Validate(const Params& p, StepCheck& check) {
  const int64_t unit = p.element_bytes;
  if (unit != 1 && unit != 2 && unit != 4 && unit != 8)
    return check.Fail("element_bytes is %d", p.element_bytes);
  if (!check.Range("rank", p.rank, 1, KWS_MAX_RANK)) return false;
  int64_t in_low = p.in_offset, in_high = p.in_offset, out_low = p.out_offset,
          out_high = p.out_offset, elements = 1;
  for (int i = 0; i < p.rank; ++i) {
    if (!check.Positive("dim", p.dims[i])) return false;
    elements = SatMul(elements, p.dims[i]);
    Extend(p.dims[i], p.in_strides[i], &in_low, &in_high);
    Extend(p.dims[i], p.out_strides[i], &out_low, &out_high);
  }
  // No more elements than the output holds: output strides of 0 would write one place for ever.
  return check.Needs(kOut, elements, unit) && check.NeedsSpan(kOut, out_low, out_high, unit) &&
         check.NeedsSpan(kIn, in_low, in_high, unit);
}

double Copy::ExecutedFlops(const Params&) { return 0; }
int64_t Copy::Items(const Params&) { return 1; }
uint64_t Copy::ScratchBytes(const Params&) { return 0; }

void Copy::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  int64_t index[KWS_MAX_RANK] = {};
  for (;;) {
    int64_t in = p.in_offset, out = p.out_offset;
    for (int i = 0; i < p.rank; ++i) {
      in += index[i] * p.in_strides[i];
      out += index[i] * p.out_strides[i];
    }
    memmove(args[Copy::kOut] + out * p.element_bytes, args[Copy::kIn] + in * p.element_bytes,
            static_cast<size_t>(p.element_bytes));
    int axis = p.rank - 1;
    while (axis >= 0 && ++index[axis] == p.dims[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}

}  // namespace kws
