from jinja2 import Environment, PackageLoader, StrictUndefined
from bookbuild.cover import motif, front
from bookbuild.cover.glyphs import drawable
import resvg_py
TONES={"light":"#f6efe0","soft":"#b9c4d8","gold":"#e2ad4f","ink":"#3a2418"}
LINE=("#c9d6ea","#e2ad4f")
def svg(book, edition, width=1600, height=2560):
    W,H=width,height
    spring=H*.625
    titles=[t for _,t in book.meta.title.in_order(front.languages(book,edition))]
    two=(titles[0],titles[-1])
    a,b=motif.arches(W,spring,W*.2475,W*.11,two)
    lines=list(front.stack(tuple(front.headings(book,edition)),W/2,H*.07,W*.82,H*.36))
    for arch,vol,tone in zip((a,b),front.doors(book,edition),("light","ink")):
        lines+=front.doorway(vol.title,front.languages(book,edition),arch.x,spring+40,arch.door*1.6,H-spring-200,tone)
    rings=[dict(path=motif.outline(x,r.radius,H+20),colour=c,weight=r.weight) for x,c in zip((a,b),LINE) for r in x.rings]
    cr=[dict(path=c.path,colour=LINE[c.arch],weight=c.weight,casing=c.weight+6) for c in motif.crossings(a,b)]
    env=Environment(loader=PackageLoader("bookbuild.cover","."),autoescape=True,undefined=StrictUndefined,trim_blocks=True)
    return env.get_template("front.svg.j2").render(width=W,height=H,label=" ".join(titles),doors=[(motif.outline(a,a.door,H+20),"dusk"),(motif.outline(b,b.door,H+20),"dawn")],rings=rings,crossings=cr,lines=lines,tones=TONES)
