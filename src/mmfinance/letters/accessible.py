"""The finishing touches that make WeasyPrint's PDF/A-3a file pass PDF/UA-1 as well.

WeasyPrint writes one variant at a time. Its public finisher hook lets us add what the other standard asks for:
the scope of every header cell (ISO 14289-1, 7.5) and the identifier of PDF/UA (ISO 14289-1, 5) with its description
as an extension schema (ISO 19005-3, 6.6.2.3).
"""

from collections.abc import Iterator
from typing import Any

UA_IDENTIFIER = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finish(document: Any, pdf: Any) -> None:
    """Add header scopes and the PDF/UA identifier; a `finisher` of WeasyPrint's `write_pdf`."""
    for page in document.pages:
        for cell in _header_cells(page._page_box):
            cell.mark["A"]["Scope"] = "/Row" if cell.element.attrib.get("scope") == "row" else "/Column"
    for item in pdf.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            item.stream = [part.replace(b"</rdf:RDF>", UA_IDENTIFIER + b"</rdf:RDF>") for part in item.stream]


def _header_cells(box: Any) -> Iterator[Any]:
    if getattr(box, "element_tag", None) == "th" and hasattr(box, "mark"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _header_cells(child)
