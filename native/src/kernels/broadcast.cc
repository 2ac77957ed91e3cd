#include "kernels/broadcast.h"

namespace kws {

bool CheckBroadcast(StepCheck& check, int32_t rank, const int32_t* dims, int operand,
                    const int32_t* strides, int64_t element_bytes) {
  if (!check.Range("rank", rank, 1, KWS_MAX_BROADCAST)) return false;
  int64_t high = 0;
  for (int i = 0; i < rank; ++i) {
    if (!check.Positive("dim", dims[i]) || !check.Range("stride", strides[i], 0, INT32_MAX))
      return false;
    high = SatAdd(high, SatMul(dims[i] - 1, strides[i]));
  }
  return check.NeedsSpan(operand, 0, high, element_bytes);
}

bool IsDense(int32_t rank, const int32_t* dims, const int32_t* strides) {
  int64_t dense = 1;
  for (int32_t axis = rank - 1; axis >= 0; --axis) {
    if (dims[axis] != 1 && strides[axis] != dense) return false;
    dense = SatMul(dense, dims[axis]);
  }
  return true;
}

int64_t BroadcastCount(int32_t rank, const int32_t* dims) {
  int64_t count = 1;
  for (int i = 0; i < rank; ++i) count = SatMul(count, dims[i]);
  return count;
}

}  // namespace kws
