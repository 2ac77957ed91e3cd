"""Resizing, and padding with what lies inside."""

import numpy as np

from models import MODELS, Graph, floats, ints, one


def scaled(*scales):
    return np.array(scales, np.float32)


def resizing():
    roundings = 'round_prefer_floor round_prefer_ceil floor ceil'.split()
    coordinates = 'half_pixel pytorch_half_pixel align_corners asymmetric'.split()
    for rounding in roundings:
        for coordinate in coordinates:
            one('resize_nearest_%s_%s' % (rounding, coordinate), 'Resize', [1, 2, 5, 7], None, scaled(1, 1, 1.6, 2),
                coordinate_transformation_mode=coordinate, nearest_mode=rounding, mode='nearest')
    for mode in ('nearest', 'linear', 'cubic'):
        for coordinate in coordinates:
            one('resize_%s_%s' % (mode, coordinate), 'Resize', [1, 2, 5, 7], None, None, ints(1, 2, 10, 4),
                coordinate_transformation_mode=coordinate, mode=mode)
            one('resize_%s_%s_less' % (mode, coordinate), 'Resize', [1, 2, 8, 9], scaled(), scaled(1, 1, 0.6, 0.5),
                opset=11, coordinate_transformation_mode=coordinate, mode=mode)
    for mode in ('nearest', 'linear'):
        one('resize_%s_old' % mode, 'Resize', [1, 2, 5, 7], scaled(1, 1, 2, 3), opset=10, mode=mode)
        one('resize_%s_old_less' % mode, 'Resize', [1, 2, 6, 8], scaled(1, 1, 0.6, 0.5), opset=10, mode=mode)
        one('upsample_%s' % mode, 'Upsample', [1, 2, 5, 7], scaled(1, 1, 2, 3), opset=9, mode=mode)
        one('upsample_%s_7' % mode, 'Upsample', [1, 2, 5, 7], opset=7, mode=mode, scales=[1.0, 1.0, 2.0, 2.0])
    one('resize_line', 'Resize', [1, 3, 7], None, scaled(1, 1, 2.5), mode='linear')
    one('resize_line_nearest', 'Resize', [1, 3, 7], None, scaled(1, 1, 2), mode='nearest', nearest_mode='floor',
        coordinate_transformation_mode='asymmetric')
    one('resize_symmetric', 'Resize', [1, 2, 5, 7], None, scaled(1, 1, 1.5, 1.3), opset=19, mode='linear',
        coordinate_transformation_mode='half_pixel_symmetric')
    one('resize_axes', 'Resize', [1, 2, 5, 7], None, None, ints(8, 9), opset=18, mode='linear', axes=[2, 3])
    one('resize_for_nn', 'Resize', [1, 2, 5, 7], scaled(), scaled(1, 1, 2, 1.5), opset=11, mode='nearest',
        coordinate_transformation_mode='tf_half_pixel_for_nn', nearest_mode='floor')
    one('resize_cubic_outside', 'Resize', [1, 2, 5, 7], None, scaled(1, 1, 2, 2), mode='cubic', exclude_outside=1,
        cubic_coeff_a=-0.5)
    graph = Graph('resize_of_convolution', [1, 1, 8, 6], 13)
    v = graph.node('Conv', 'x', floats(4, 1, 3, 3), floats(4), pads=[1, 1, 1, 1], strides=[2, 2])
    v = graph.node('Resize', v, None, scaled(1, 1, 2, 2), mode='nearest', nearest_mode='floor',
                   coordinate_transformation_mode='asymmetric')
    graph.node('Concat', 'x', v, last=True, axis=1)
    MODELS.append(graph)
    for mode in ('DCR', 'CRD'):
        one('depth_to_space_' + mode.lower(), 'DepthToSpace', [1, 8, 3, 4], blocksize=2, mode=mode)
    one('space_to_depth', 'SpaceToDepth', [1, 3, 4, 6], blocksize=2)


def margins():
    pads = ints(0, 0, 2, 1, 0, 0, 1, 3)
    for mode, opset in (('edge', 13), ('reflect', 13), ('wrap', 19)):
        one('pad_%s_2d' % mode, 'Pad', [1, 2, 5, 6], pads, opset=opset, mode=mode)
        one('pad_%s_line' % mode, 'Pad', [1, 3, 6], ints(0, 0, 2, 0, 0, 3), opset=opset, mode=mode)
    one('pad_edge_beyond', 'Pad', [1, 3, 2], ints(0, 0, 4, 0, 0, 3), mode='edge')
    one('pad_wrap_beyond', 'Pad', [1, 3, 2], ints(0, 0, 1, 0, 0, 2), opset=19, mode='wrap')
    one('pad_edge_attribute', 'Pad', [1, 3, 4], opset=10, pads=[0, 1, 2, 0, 0, 1], mode='edge')
    one('pad_axes', 'Pad', [1, 3, 4], ints(1, 2), None, ints(-1), opset=18)
    graph = Graph('pad_edge_of_convolution', [1, 2, 9], 13)
    v = graph.node('Conv', 'x', floats(3, 2, 3), floats(3))
    graph.node('Conv', graph.node('Pad', v, ints(0, 0, 1, 0, 0, 1), mode='edge'), floats(2, 3, 3), last=True)
    MODELS.append(graph)
