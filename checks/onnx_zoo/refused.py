import numpy as np, onnx, os, sys
from onnx import helper, TensorProto as T, numpy_helper as H
def save(name, nodes, shape, consts=(), opset=13, out=None):
    g=helper.make_graph(nodes,name,[helper.make_tensor_value_info('x',T.FLOAT,shape)],[helper.make_tensor_value_info('y',T.FLOAT,None)],[H.from_array(np.asarray(v),n) for n,v in consts])
    m=helper.make_model(g,opset_imports=[helper.make_opsetid('',opset)]); m.ir_version=8
    onnx.save(m,os.path.join(sys.argv[1],name+'.onnx'))
n=helper.make_node; f=np.float32
os.makedirs(sys.argv[1],exist_ok=True)
save('two_values',[n('Relu',['x'],['a']),n('Neg',['x'],['a']),n('Abs',['a'],['y'])],[2])
save('training_statistics',[n('BatchNormalization',['x','s','b','m','v'],['y','m2','v2','sm','sv'])],[2,3],[(k,np.ones(3,f)) for k in 'sbmv'],opset=9)
save('narrow_integers',[n('Cast',['x'],['i'],to=T.INT32),n('Cast',['i'],['u'],to=T.UINT8),n('Cast',['u'],['y'],to=T.FLOAT)],[3])
save('no_parts',[n('Split',['x'],['y'],num_outputs=-1)],[3],opset=18)
save('kernel_of_one_axis',[n('MaxPool',['x'],['y'],kernel_shape=[3])],[1,2,4,8])
save('large_constant',[n('ConstantOfShape',['s'],['c']),n('ReduceSum',['c'],['d'],keepdims=0),n('Add',['x','d'],['y'])],[1],[('s',np.array([1<<27],np.int64))])
save('many_axes',[n('Unsqueeze',['x','a'],['u']),n('Squeeze',['u'],['y'])],[3],[('a',np.arange(20))])
save('own_domain',[n('Relu',['x'],['y'],domain='mine')],[3])
save('if_branch',[n('If',['c'],['y'],then_branch=helper.make_graph([],'t',[],[]),else_branch=helper.make_graph([],'e',[],[]))],[3],[('c',np.array(True))])
save('wrong_auto_pad',[n('MaxPool',['x'],['y'],kernel_shape=[2,2],auto_pad='SAME_FOO')],[1,2,4,8])
save('no_input',[n('Shape',['x'],['y'])],[2,3])
