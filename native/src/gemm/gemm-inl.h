// The packed product of the target being compiled. Included once a target; defined in gemm.cc.
#if defined(KWS_GEMM_GEMM_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_GEMM_GEMM_INL_H_
#undef KWS_GEMM_GEMM_INL_H_
#else
#define KWS_GEMM_GEMM_INL_H_
#endif

#include "gemm/gemm.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

// out = epilogue(A panels + bias + residual) for the columns of panels panel_begin .. panel_end-1.
// An element's sum runs over k in order, whatever block it falls in, so that results do not depend
// on how work was split, nor on the blocking.
void MultiplyPanels(const Blocking& blocking, const Weights& weights, const Rows& rows,
                    int64_t panel_begin, int64_t panel_end);

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif
