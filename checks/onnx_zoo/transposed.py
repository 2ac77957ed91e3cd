"""Transposed convolutions, and sums of products by an equation."""

from models import MODELS, Graph, floats, ints, one


def transposed():
    cases = {
        'plain': ([1, 3, 5, 6], (3, 4, 3, 3), {}),
        'stride': ([1, 3, 5, 6], (3, 4, 3, 3), dict(strides=[2, 2])),
        'stride_pad': ([1, 3, 5, 6], (3, 4, 4, 4), dict(strides=[2, 2], pads=[1, 1, 1, 1])),
        'uneven': ([1, 3, 5, 6], (3, 4, 5, 2), dict(strides=[3, 1], pads=[0, 1, 2, 0])),
        'output_padding': ([1, 3, 5, 6], (3, 4, 3, 3), dict(strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1])),
        'output_padding_beyond': ([1, 3, 5, 6], (3, 4, 1, 2), dict(strides=[3, 3], output_padding=[2, 1])),
        'output_shape': ([1, 3, 5, 6], (3, 4, 3, 3), dict(strides=[2, 2], output_shape=[10, 12])),
        'output_shape_odd': ([1, 3, 5, 6], (3, 4, 4, 4), dict(strides=[2, 2], output_shape=[9, 13])),
        'same_upper': ([1, 3, 5, 6], (3, 4, 4, 3), dict(strides=[2, 3], auto_pad='SAME_UPPER')),
        'same_lower': ([1, 3, 5, 6], (3, 4, 4, 3), dict(strides=[2, 2], auto_pad='SAME_LOWER')),
        'valid': ([1, 3, 5, 6], (3, 4, 4, 3), dict(strides=[2, 2], auto_pad='VALID')),
        'dilated': ([1, 3, 5, 6], (3, 4, 3, 3), dict(dilations=[2, 3])),
        'dilated_stride': ([1, 3, 5, 6], (3, 4, 3, 2), dict(dilations=[2, 2], strides=[2, 3], pads=[1, 0, 1, 2])),
        'groups': ([1, 6, 5, 6], (6, 2, 3, 3), dict(group=3, strides=[2, 1])),
        'depthwise': ([1, 4, 5, 6], (4, 1, 3, 3), dict(group=4, strides=[2, 2], pads=[1, 1, 1, 1])),
        'depthwise_strides': ([1, 4, 5, 6], (4, 1, 3, 3), dict(group=4, strides=[2, 1])),
        'line': ([1, 3, 9], (3, 4, 4), dict(strides=[2], pads=[1, 1])),
        'line_dilated': ([1, 3, 9], (3, 4, 3), dict(strides=[2], dilations=[3], output_padding=[1])),
        'line_groups': ([1, 4, 9], (4, 3, 3), dict(group=2, strides=[3])),
        'line_depthwise': ([1, 4, 9], (4, 1, 4), dict(group=4, strides=[2], pads=[1, 1])),
        'batch': ([2, 3, 4, 5], (3, 2, 3, 3), dict(strides=[2, 2])),
    }
    for name, (shape, weights, attributes) in cases.items():
        outputs = weights[1] * attributes.get('group', 1)
        one('transposed_' + name, 'ConvTranspose', shape, floats(*weights), floats(outputs), **attributes)
    one('transposed_without_bias', 'ConvTranspose', [1, 3, 5, 6], floats(3, 4, 3, 3), opset=11)


def einsums():
    cases = {
        'matrices': ('ij,jk->ik', [3, 4], (4, 5)),
        'batch': ('bij,bjk->bik', [2, 3, 4], (2, 4, 5)),
        'attention': ('bhid,bhjd->bhij', [1, 2, 5, 4], (1, 2, 6, 4)),
        'heads': ('bthd,bshd->bhts', [1, 5, 2, 4], (1, 6, 2, 4)),
        'dense': ('btc,dc->btd', [1, 5, 4], (6, 4)),
        'dense_heads': ('abc,cde->abde', [1, 5, 4], (4, 2, 3)),
        'heads_out': ('abcd,cde->abe', [1, 5, 2, 3], (2, 3, 4)),
        'ellipsis': ('...ij,...jk->...ik', [2, 1, 3, 4], (1, 3, 4, 5)),
        'ellipsis_front': ('i...,ij->j...', [3, 4, 5], (3, 2)),
        'elements': ('ij,ij->ij', [3, 4], (3, 4)),
        'columns': ('ij,j->ij', [3, 4], (4,)),
        'outer': ('i,j->ij', [3], (4,)),
        'inner': ('i,i->', [5], (5,)),
        'sums_both': ('ijk,jl->il', [3, 4, 2], (4, 5)),
        'sums_other': ('ij,jkl->ik', [3, 4], (4, 5, 2)),
        'implied': ('ij,jk', [3, 4], (4, 5)),
        'implied_order': ('ba,cb', [3, 4], (5, 3)),
        'capitals': ('nT, Tq -> qn', [3, 4], (4, 5)),
        'convolution': ('ncvl,vw->ncwl', [1, 3, 4, 5], (4, 6)),
    }
    for name, (equation, shape, other) in cases.items():
        one('einsum_' + name, 'Einsum', shape, floats(*other), equation=equation)
    for name, equation, shape in (('transpose', 'ijk->kij', [3, 4, 5]), ('sum', 'ijk->ik', [3, 4, 5]),
                                  ('all', 'ij->', [3, 4]), ('swap', '...ij->...ji', [2, 3, 4])):
        one('einsum_' + name, 'Einsum', shape, equation=equation)
    one('einsum_three', 'Einsum', [3, 4], floats(4, 5), floats(5, 2), equation='ij,jk,kl->il')
    graph = Graph('einsum_itself', [1, 5, 4], 13)
    scores = graph.node('Einsum', 'x', 'x', equation='btd,bsd->bts')
    graph.node('Einsum', graph.node('Softmax', scores, axis=-1), 'x', last=True, equation='bts,bsd->btd')
    MODELS.append(graph)
    graph = Graph('einsum_broken_up', [1, 6, 8], 13)
    v = graph.node('Reshape', 'x', ints(1, 6, 2, 4))
    graph.node('Einsum', v, floats(2, 4, 3), last=True, equation='blhd,hde->bhle')
    MODELS.append(graph)
