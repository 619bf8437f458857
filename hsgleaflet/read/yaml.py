import yaml as _y
from hsgleaflet.problems import *
class Marks:
    def __init__(s,f): s.file=f
    def at(s,path,offset=0,*,on_key=False): return Location(s.file)
def load(text,file,model):
    return model.model_validate(_y.load(text,Loader=_y.CBaseLoader)), Marks(file)
def problems(f,m): return [Problem(code=x.code,message=x.message,hint=x.hint,at=m.at(x.path)) for x in f]
