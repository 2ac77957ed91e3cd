// Walks a broadcasting step: neighboring axes that move alike are merged, the last one is left to
// the caller's inner loop.
#ifndef KWS_KERNELS_BROADCAST_H_
#define KWS_KERNELS_BROADCAST_H_

#include <cstdint>

#include "core/check.h"

namespace kws {

// Axes of a dense output and `kInputs` strided inputs.
template <int kInputs>
struct Broadcast {
  int rank = 0;
  int64_t dims[KWS_MAX_BROADCAST];
  int64_t strides[kInputs][KWS_MAX_BROADCAST];

  Broadcast(int rank_in, const int32_t* dims_in, const int32_t* const (&strides_in)[kInputs]) {
    for (int axis = 0; axis < rank_in; ++axis) {
      if (dims_in[axis] == 1) continue;
      if (rank > 0 && Continues(rank - 1, dims_in[axis], strides_in, axis)) {
        dims[rank - 1] *= dims_in[axis];
        for (int i = 0; i < kInputs; ++i) strides[i][rank - 1] = strides_in[i][axis];
        continue;
      }
      dims[rank] = dims_in[axis];
      for (int i = 0; i < kInputs; ++i) strides[i][rank] = strides_in[i][axis];
      ++rank;
    }
    if (rank == 0) {
      rank = 1;
      dims[0] = 1;
      for (int i = 0; i < kInputs; ++i) strides[i][0] = 0;
    }
  }

  int64_t inner() const { return dims[rank - 1]; }
  int64_t inner_stride(int input) const { return strides[input][rank - 1]; }

  // Calls row(out offset, input offsets) for every run of the last axis.
  template <class Row>
  void ForEachRow(Row row) const {
    int64_t index[KWS_MAX_BROADCAST] = {};
    int64_t offsets[kInputs] = {};
    int64_t out = 0;
    for (;;) {
      row(out, offsets);
      out += inner();
      int axis = rank - 2;
      for (; axis >= 0; --axis) {
        for (int i = 0; i < kInputs; ++i) offsets[i] += strides[i][axis];
        if (++index[axis] < dims[axis]) break;
        for (int i = 0; i < kInputs; ++i) offsets[i] -= strides[i][axis] * dims[axis];
        index[axis] = 0;
      }
      if (axis < 0) return;
    }
  }

 private:
  bool Continues(int last, int64_t dim, const int32_t* const (&in)[kInputs], int axis) const {
    for (int i = 0; i < kInputs; ++i) {
      if (strides[i][last] != in[i][axis] * dim) return false;
    }
    return true;
  }
};

// Checks dims and one input's strides (not negative), and that the input holds all it is asked for.
bool CheckBroadcast(StepCheck& check, int32_t rank, const int32_t* dims, int operand,
                    const int32_t* strides, int64_t element_bytes);
// Whether an input has the output's shape and lies as it does.
bool IsDense(int32_t rank, const int32_t* dims, const int32_t* strides);
// Elements of the output, saturating; dims must have been checked.
int64_t BroadcastCount(int32_t rank, const int32_t* dims);

}  // namespace kws

#endif  // KWS_KERNELS_BROADCAST_H_
