"""Steps that move elements and leave them as they are."""
import numpy as np

from graph import RANGES
from grow import need


def transpose(g, x):
    return g.node('TRANSPOSE', [x, np.array(g.random.permutation(x.rank), np.int32)], g.same(x))


def reshape(g, x):
    left, dims = int(np.prod(x.shape)), []
    for _ in range(g.below(3)):
        dims.append(int(g.pick(*[d for d in range(1, left + 1) if left % d == 0])))
        left //= dims[-1]
    dims = [(dims + [left])[i] for i in g.random.permutation(len(dims) + 1)]
    if g.maybe(0.4):
        dims[g.random.randint(len(dims))] = -1
    return g.node('RESHAPE', [x, np.array(dims, np.int32)], g.same(x), 'Reshape', newShape=dims)


def image(g, x):
    """The value as an image, which convolutions take."""
    need(x.rank != 4 or x.shape[0] > 1)
    count = int(np.prod(x.shape))
    wide = int(g.pick(*[d for d in range(1, count + 1) if count % d == 0]))
    high = int(g.pick(*[d for d in range(1, count // wide + 1) if count // wide % d == 0]))
    return g.node('RESHAPE', [x, np.array([1, high, wide, -1], np.int32)], g.same(x), 'Reshape', newShape=[1, high, wide, -1])


def squeeze(g, x):
    ones = [a for a, d in enumerate(x.shape) if d == 1]
    need(ones and x.rank > 1)
    gone = [a for a in ones if g.maybe()] or ones[:1]
    return g.node('SQUEEZE', [x], g.same(x), 'Squeeze', squeezeDims=[g.signed(a, x.rank) for a in gone])


def expand(g, x):
    need(x.rank < 5)
    return g.node('EXPAND_DIMS', [x, np.int32(g.random.randint(-x.rank - 1, x.rank + 1))], g.same(x), 'ExpandDims')


def tile(g, x):
    return g.node('TILE', [x, np.array([g.pick(1, 1, 2, 3) for _ in x.shape], np.int32)], g.same(x), 'Tile')


def broadcast(g, x):
    dims = [d if d > 1 else g.below(3) for d in x.shape]
    return g.node('BROADCAST_TO', [x, np.array(dims, np.int32)], g.same(x), 'BroadcastTo', version=2)


def slice_(g, x):
    begin = [int(g.random.randint(d)) for d in x.shape]
    size = [-1 if g.maybe(0.3) else g.below(d - b) for b, d in zip(begin, x.shape)]
    return g.node('SLICE', [x, np.array(begin, np.int32), np.array(size, np.int32)], g.same(x), 'Slice')


def strided(g, x):
    begin, end, stride, masks = [], [], [], dict(beginMask=0, endMask=0, shrinkAxisMask=0, newAxisMask=0, ellipsisMask=0)
    for axis, size in enumerate(x.shape[:g.below(x.rank)]):
        kind = g.pick('part', 'part', 'one', 'new' if x.rank < 5 else 'part')
        step = g.pick(1, 1, 2, -1, -2) if kind == 'part' else 1
        from_ = int(g.random.randint(-size, size))
        to = from_ + 1 if kind == 'one' else int(g.random.randint(-size, size + 3))
        begin.append(from_), end.append(to), stride.append(step)
        if kind == 'one':
            masks['shrinkAxisMask'] |= 1 << axis
        elif kind == 'new' and g.maybe(0.3):
            masks['newAxisMask'] |= 1 << axis
        else:
            masks['beginMask'] |= g.maybe(0.3) << axis
            masks['endMask'] |= g.maybe(0.5) << axis
    inputs = [x] + [np.array(part, np.int32) for part in (begin, end, stride)]
    return g.node('STRIDED_SLICE', inputs, g.same(x), 'StridedSlice', **masks)


def gather(g, x):
    axis = g.axis(x)
    indices = g.random.randint(0, x.shape[axis], g.pick((), (1,), (3,), (2, 2))).astype(np.int32)
    return g.node('GATHER', [x, indices], g.same(x), 'Gather', axis=g.signed(axis, x.rank))


def concat(g, x):
    axis, parts = g.axis(x), [x]
    for _ in range(g.below(2)):
        shape = list(x.shape)
        shape[axis] = g.below(3)
        part = g.like(x, *shape)
        if x.narrow:
            change(g, part, x)
        parts.insert(g.random.randint(len(parts) + 1), part)
    if g.maybe(0.2):
        parts.append(x)
    return g.node('CONCATENATION', parts, g.same(x), 'Concatenation', axis=g.signed(axis, x.rank))


def change(g, part, x):
    """Gives a constant the scale of a value; some of uint8 keep their own, which kernels take for uint8."""
    if x.kind == 'uint8' and g.maybe(0.2):
        return
    part.scale, part.zero = x.scale, x.zero
    g.part.tensors[part.index].quantization.scale = [x.scale]
    g.part.tensors[part.index].quantization.zeroPoint = [x.zero]


def pack(g, x):
    need(x.rank < 4)
    part = g.like(x, *x.shape)
    if x.narrow:
        change(g, part, x)
    return g.node('PACK', [x, part], g.same(x), 'Pack', valuesCount=2, axis=g.signed(int(g.random.randint(x.rank + 1)), x.rank + 1))


def unpack(g, x):
    axis = g.axis(x)
    need(x.rank > 1 and x.shape[axis] <= 6)
    parts = [g.same(x) for _ in range(x.shape[axis])]
    g.node('UNPACK', [x], parts, 'Unpack', num=len(parts), axis=g.signed(axis, x.rank))
    return parts[g.random.randint(len(parts))]


def split(g, x):
    axis = g.axis(x)
    need(x.shape[axis] >= 2)
    place = np.int32(g.signed(axis, x.rank))
    if g.maybe():
        first = g.below(x.shape[axis] - 1)
        sizes = np.array([first, x.shape[axis] - first], np.int32)
        parts = g.node('SPLIT_V', [x, sizes, place], [g.same(x), g.same(x)], 'SplitV', numSplits=2)
    else:
        count = int(g.pick(*[d for d in range(1, x.shape[axis] + 1) if x.shape[axis] % d == 0]))
        parts = g.node('SPLIT', [place, x], [g.same(x) for _ in range(count)], 'Split', numSplits=count)
    if g.maybe(0.3):
        return g.node('CONCATENATION', parts[::-1], g.same(x), 'Concatenation', axis=axis)
    return parts[g.random.randint(len(parts))]


def pad(g, x):
    op = g.pick('PAD', 'PADV2', 'MIRROR_PAD')
    mode = g.pick(0, 1)
    most = [d - 1 + mode if op == 'MIRROR_PAD' else 3 for d in x.shape]
    amounts = np.array([[g.random.randint(0, min(2, m) + 1) if g.maybe() else 0 for _ in 'ab'] for m in most], np.int32)
    if op == 'MIRROR_PAD':
        return g.node(op, [x, amounts], g.same(x), 'MirrorPad', mode=mode)
    if op == 'PAD':
        return g.node(op, [x, amounts], g.same(x), 'Pad')
    fill = np.float32(0.5)
    if x.narrow:
        fill = g.constant(np.array(g.random.randint(*RANGES[x.kind]), x.kind), x.scale, x.zero)
    return g.node(op, [x, amounts, fill], g.same(x), 'PadV2')


def reverse(g, x):
    return g.node('REVERSE_V2', [x, np.array([g.axis(x)], np.int32)], g.same(x), 'ReverseV2')


def blocks(g, x):
    need(x.rank == 4)
    op, size = g.pick('SPACE_TO_DEPTH', 'DEPTH_TO_SPACE', 'SPACE_TO_BATCH_ND'), g.pick(1, 2, 3)
    if op == 'SPACE_TO_BATCH_ND':
        block = np.array([size, g.pick(1, 2)], np.int32)
        pads = np.array([[0, -x.shape[a + 1] % int(block[a])] for a in (0, 1)], np.int32)
        return g.node(op, [x, block, pads], g.same(x), 'SpaceToBatchND')
    return g.node(op, [x], g.same(x), op.title().replace('_', '').replace('to', 'To'), blockSize=size)


def gathered_batch(g, x):
    need(x.rank == 4)
    size = int(g.pick(*[d for d in (1, 2, 3, 4) if x.shape[0] % d == 0]))
    crops = np.array([[0, g.pick(0, 1)], [g.pick(0, 1), 0]], np.int32)
    return g.node('BATCH_TO_SPACE_ND', [x, np.array([size, 1], np.int32), crops], g.same(x), 'BatchToSpaceND')


ALL = [transpose, transpose, reshape, reshape, image, image, squeeze, expand, tile, broadcast, slice_, strided, strided,
       gather, concat, concat, pack, unpack, split, pad, pad, reverse, blocks, gathered_batch]
