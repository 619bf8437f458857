"""Standards: the public documents that rules rest on, by a short key.

Goes out: what `check --explain` prints under a rule. It stands alone so that every reason can be looked up. A key that
ends in `house` is our own decision where no public source gives a number.
"""

from __future__ import annotations

STANDARDS = {
    "AIS": "Accessible Information Standard: requirements (DAPB1605), NHS England, 2025. "
    "england.nhs.uk/long-read/accessible-information-standard-requirements-dapb1605",
    "BSUH": "Brighton and Sussex University Hospitals library, patient information pages, 2019 and 2020",
    "CALMAN": "Calman scale of risk words, as tabulated in Arthritis Research and Therapy (ar2373)",
    "CARLING2009": "Carling et al., The effect of alternative summary statistics, PLoS Medicine, 2009. "
    "doi.org/10.1371/journal.pmed.1000134",
    "CCI": "Clear Communication Index and user guide, CDC. cdc.gov/ccindex",
    "CG138": "Patient experience in adult NHS services (CG138), NICE, its points on risk. nice.org.uk/guidance/cg138",
    "DISCERN": "DISCERN, quality criteria for treatment information, Charnock et al., 1999. discern.org.uk",
    "ENABLING": "Alternative statistical presentations, evidence review PMH0050754, table 25",
    "EQIP36": "Expanded EQIP scale for hospital procedure leaflets, Patient Education and Counseling, 2008. "
    "doi.org/10.1016/j.pec.2007.11.018",
    "EU-BANDS": "Frequency words of the European Commission, as tabulated in BMC Medical Informatics, 2014",
    "GMC2020": "Decision making and consent, General Medical Council, 2020, as told in the MPS note of October 2020",
    "HARTLEY": "Layout recommendations after Hartley, BMC Health Services Research, 2015, table 2. "
    "doi.org/10.1186/s12913-015-0808-1",
    "IPDAS4": "IPDASi version 4, quality of decision aids, Joseph-Williams et al., 2014. decisionaid.ohri.ca/IPDAS",
    "MACMILLAN": "How we produce our information; European Day of Languages, Macmillan Cancer Support. "
    "macmillan.org.uk",
    "MNM2025": "Making Numbers Meaningful and IPDAS 2021, Zikmund-Fisher et al., Medical Decision Making, 2025. "
    "doi.org/10.1177/0272989X251346811",
    "NHS-FORMAT": "Formatting and punctuation, NHS digital service manual. service-manual.nhs.uk/content",
    "NHS-NUMBERS": "Numbers, measurements, dates and time, NHS digital service manual. service-manual.nhs.uk/content",
    "NHS-STANDARD": "Standard for creating health content, NHS digital service manual, 2022. "
    "service-manual.nhs.uk/content/standard-for-creating-health-content",
    "NHS-WRITE": "How we write, NHS digital service manual. service-manual.nhs.uk/content",
    "ONE-IN-X": "Sirota et al., The 1-in-X effect, Medical Decision Making, 2018",
    "PAH": "Princess Alexandra Hospital NHS Trust, InTouch, 2021, on reminders before review",
    "PEMAT": "PEMAT-P and user's guide, AHRQ, 2013. ahrq.gov/professionals/prevention-chronic-care/improve/"
    "self-mgmt/pemat",
    "PIF-RISK": "Verbal descriptors of risk, Patient Information Forum. pifonline.org.uk/toolkit",
    "PIF-TICK": "PIF TICK criteria, Patient Information Forum, June 2022. pifonline.org.uk",
    "RNIB": "Clear print guidelines, RNIB",
    "UKAAF": "Creating clear print and large print documents (G003), UKAAF, 2019",
    "WCAG": "Web Content Accessibility Guidelines 2.2, W3C. w3.org/TR/WCAG22",
    "WEBSTER2017": "Webster, Weinman and Rubin, People's understanding of verbal risk descriptors, Drug Safety, 2017. "
    "pmc.ncbi.nlm.nih.gov/articles/PMC5519649",
    "house": "Our own decision: no public source gives this number",
}
"""Title, publisher, year and address of each, by its key."""
