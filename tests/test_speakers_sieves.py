"""Each sieve by itself: a mention that it answers, and one of its kind that it must leave to the others."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from attribution.attach import attribute
from attribution.document import read_document
from attribution.document.chunks import find_chunks
from attribution.rulebook.rules import shipped_rules
from attribution.speakers.assembly import Reading
from attribution.speakers.circumstances import read_circumstances
from attribution.speakers.entities import Answer
from attribution.speakers.lexicon import read_lexicon
from attribution.speakers.phrases import Phrase
from attribution.speakers.resolve import SIEVES, resolve
from attribution.speakers.scenes import read_main_subjects
from attribution.speakers.sieves import accused, description, epithet, floating, institution, interview, issuer, name, pronoun, relative
from attribution.speakers.sieves import relatives as kin
from attribution.speakers.view import Query, View

Sieve = Callable[[Query, View], Answer | None]


class Case(NamedTuple):
    """The mention is the last place of its words; what stands before it has been resolved. `speaker` None: left to the others, or open."""

    sieve: Sieve
    text: str
    mention: str
    speaker: str | None


LETTERS = "{}\n\nQ: Is it late?\n\nA: It is."

CASES = [
    Case(pronoun.it, "Shares in Orsen rose after it said it was late.", "it", "Orsen"),
    Case(institution.by_class, "The app, which the company says is late, was shut.", "the company", None),
    Case(institution.by_class, "Orsen shares fell after the firm said it was late.", "the firm", "Orsen"),
    Case(name.joint, "Ann Lee and Bo Wu said it was late.", "Ann Lee and Bo Wu", "Ann Lee and Bo Wu"),
    Case(name.joint, "Ann Lee and Bo Wu, heads of Lund, said it was late.", "Ann Lee and Bo Wu, heads of Lund", "Ann Lee and Bo Wu"),
    Case(name.joint, "Ann Lee of Lund and York said it was late.", "Ann Lee", None),
    Case(name.place, "Norway said it was late.", "Norway", "Norway"),
    Case(name.place, "Mr. Norway said it was late.", "Mr. Norway", None),
    Case(name.own_acronym, "The Port Workers Union (PWU) met. PWU said it was late.", "PWU", "Port Workers Union"),
    Case(name.own_acronym, "The Port Workers Union met. PWU said it was late.", "PWU", None),
    Case(name.initials, "The Lund Harbour Authority said no. LHA said it was late.", "LHA", "Lund Harbour Authority"),
    Case(name.initials, "The Lund Harbour Authority said no. LHB said it was late.", "LHB", None),
    Case(name.office_letters, "District magistrate Ann Lee left. The DM said it was late.", "The DM", "Ann Lee"),
    Case(name.office_letters, "Superintendent of police Ann Lee left. The SP said it was late.", "The SP", "Ann Lee"),
    Case(name.office_letters, "District magistrate Ann Lee met district magistrate Bo Wu. The DM said it was late.", "The DM", None),
    Case(name.office_letters, "District magistrate Ann Lee left. The Dm said it was late.", "The Dm", None),
    Case(name.office_letters, "District magistrate Ann Lee left. DM said it was late.", "DM", None),
    Case(name.office_letters, "Father Bo Ivan Ann Lee left. The FBI said it was late.", "The FBI", None),
    Case(name.office_letters, "Mayor Ann Lee left. The M said it was late.", "The M", None),
    Case(name.person, "The Sonus Arc is thin. Sonus said it was late.", "Sonus", "Sonus"),
    Case(name.person, "The late Sonus Arc was thin. Arc said it was late.", "Arc", "Sonus Arc"),
    Case(name.person, "Tan Boon Huat left. Tan said it was late.", "Tan", "Tan Boon Huat"),
    Case(name.person, "Ivan Orlov left. Ivan Petrov came.\n\nIvan Orlov sat.\n\n1.\n\n2.\n\nIvan said it was late.", "Ivan", "Ivan Orlov"),
    Case(name.person, "Ivan Orlov left. Ivan Petrov came.\n\nIt rained.\n\nIt snowed.\n\nIvan said it was late.", "Ivan", None),
    Case(name.person, "Ann Orlov left. Ivan Orlov came.\n\nIvan Orlov sat.\n\nOne.\n\nOrlov said it was late.", "Orlov", None),
    Case(name.agency, "KCNA said it was late.", "KCNA", "KCNA"),
    Case(name.agency, "KCNX said it was late.", "KCNX", None),
    Case(name.listed, "No 10 said it was late.", "No 10", "No 10"),
    Case(name.listed, "No 12 said it was late.", "No 12", None),
    Case(name.used_as_place, "The talks in Zhetistan failed. Zhetistan said it was late.", "Zhetistan", "Zhetistan"),
    Case(name.used_as_place, "The talks with Zhetistan failed. Zhetistan said it was late.", "Zhetistan", None),
    Case(name.institution, "The Lund Tribune said it was late.", "The Lund Tribune", "Lund Tribune"),
    Case(name.institution, "Ann Tribe said it was late.", "Ann Tribe", None),
    Case(name.employer, "Bo Wu is a director of Velta. Velta said it was late.", "Velta", "Velta"),
    Case(name.employer, "Bo Wu is a friend of Velta. Velta said it was late.", "Velta", None),
    Case(name.beginning, "Norvane Shipping Company lost money. Norvane said it was late.", "Norvane", "Norvane Shipping Company"),
    Case(name.beginning, "Norvane left. Norvane said it was late.", "Norvane", None),
    Case(name.person, "Surprisingly Ann Lee won. Lee said it was late.", "Lee", "Ann Lee"),
    Case(name.person, "Kelly Ann Lee won. Lee said it was late.", "Lee", "Kelly Ann Lee"),
    Case(name.compared, "John Hale Sr. met John Hale Jr. there. The younger Hale said it was late.", "Hale", "John Hale Jr."),
    Case(name.compared, "John Hale Sr. met John Hale Jr. there. Hale said it was late.", "Hale", None),
    Case(name.of_office, "Sen. Ann Whitcomb met Bo Whitcomb. Sen. Whitcomb said it was late.", "Sen. Whitcomb", "Ann Whitcomb"),
    Case(name.of_office, "Ann Whitcomb met Bo Whitcomb. Sen. Whitcomb said it was late.", "Whitcomb", None),
    Case(name.person, "Ann Lee arrived. Lee said it was late.", "Lee", "Ann Lee"),
    Case(name.person, "Ann Lee met Bo Lee. The train left. Both Lees slept. Mx. Lee said it was late.", "Lee", None),
    Case(floating.labelled, "Hull coach Carl Nyman: “It was late.”", "“", "Carl Nyman"),
    Case(floating.labelled, "Hull coach Carl Nyman, on Radio Tarn:\n\n“It was late.”", "“", "Carl Nyman"),
    Case(floating.labelled, "A Hull spokesman: “It was late.”", "“", "a Hull spokesman"),
    Case(floating.labelled, "Sir Kjell Nyman: “It was late.”", "“", "Kjell Nyman"),
    Case(floating.labelled, "Carl Nyman: “It was late.”", "“", "Carl Nyman"),
    Case(floating.introduced, "Carl Nyman had no doubts: “It was late.”", "“", "Carl Nyman"),
    Case(floating.introduced, "Carl Nyman, who plays “Fargo,” is not so sure: “It was late.”", "“", "Carl Nyman"),
    Case(floating.introduced, "Carl Nyman had no doubts. “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman had no doubts:\n\n“It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman had heard the rumour: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman was handed a note: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman found a note: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman had a letter from the bank: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman had a question for Ann Lee: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman and Bo Wu had no doubts: “It was late.”", "“", None),
    Case(floating.introduced, "The plan had a flaw: “It was late.”", "“", None),
    Case(floating.introduced, "Carl Nyman said it was shut but had no doubts: “It was late.”", "“", None),
    Case(floating.labelled, "Carl Nyman and Bo Wu: “It was late.”", "“", None),
    Case(floating.labelled, "Carl: “It was late.”", "“", None),
    Case(floating.labelled, "Qvist Nyman: “It was late.”", "“", None),
    Case(floating.labelled, "Carl Nyman left: “It was late.”", "“", None),
    Case(floating.labelled, "hull coach Carl Nyman: “It was late.”", "“", None),
    Case(floating.labelled, "It rained.\n\nIt snowed.\n\nHull coach Carl Nyman\n\n“It was late.”", "“", "Carl Nyman"),
    Case(floating.labelled, "It rained.\n\nIt snowed.\n\nCarl Nyman\n\n“It was late.”", "“", None),
    Case(floating.labelled, "It rained.\n\nIt snowed.\n\nHull coach Carl Nyman.\n\n“It was late.”", "“", None),
    Case(floating.labelled, "It rained.\n\nHull coach Carl Nyman\n\n“It was late.”", "“", None),
    Case(floating.labelled, "It rained.\n\n“It snowed.\n\nHull coach Carl Nyman\n\n“It was late.”", "“", None),
    Case(floating.labelled, "It rained.\n\n“It snowed.”\n\nHull coach Carl Nyman\n\n“It was late.”", "“", "Carl Nyman"),
    Case(floating.labelled, "It rained.\n\nIt snowed.\n\nHull coach\n\n“It was late.”", "“", None),
    Case(floating.labelled, "Hull coach Carl Nyman “It was late.”", "“", None),
    Case(relative.relative, "Ann Lee - who said it was late - left.", "who", "Ann Lee"),
    Case(relative.relative, "It follows the Commission on Fair Rents, which said it was late.", "which", "Commission on Fair Rents"),
    Case(relative.relative, "It follows the talk on Fair Rents, which said it was late.", "which", "Fair Rents"),
    Case(relative.relative, "It follows the Commission on rents, which said it was late.", "which", None),
    Case(relative.relative, "Ann Lee and Bo Wu - who said it was late - left.", "who", "Ann Lee and Bo Wu"),
    Case(relative.relative, "Ann Lee and Bo Wu, who say it is late, left.", "who", "Ann Lee and Bo Wu"),
    Case(relative.relative, "Ann Lee and Bo Wu, who said it was late, left.", "who", "Bo Wu"),
    Case(relative.relative, "Cy Hale met Ann Lee and Bo Wu, who say it is late.", "who", "Bo Wu"),
    Case(epithet.epithet, "Carl Nyman left early, and the 62-year-old said it was late.", "the 62-year-old", "Carl Nyman"),
    Case(epithet.epithet, "Carl Nyman met a nurse, and the 62-year-old said it was late.", "the 62-year-old", None),
    Case(epithet.epithet, "Carl Nyman met Bo Wu, and the 62-year-old said it was late.", "the 62-year-old", None),
    Case(epithet.epithet, "Carl Nyman has led Arden, and the 62-year-old said it was late.", "the 62-year-old", "Carl Nyman"),
    Case(epithet.epithet, "Webb has not played. The 27-year-old said it was late.", "The 27-year-old", "Webb"),
    Case(epithet.epithet, "Webb sacked a nurse. The 27-year-old said it was late.", "The 27-year-old", None),
    Case(epithet.epithet, "Webb said it was cold and Lund said it was hot. The 27-year-old said no.", "The 27-year-old", None),
    Case(epithet.epithet, "NATO has not played. The 27-year-old said it was late.", "The 27-year-old", None),
    Case(epithet.epithet, "It rained.\n\nMr. Holm left.\n\nThe former union leader said it was late.", "The former union leader", "Holm"),
    Case(epithet.epithet, "Ann Lee met Mr. Holm. Ann Lee ate.\n\nMr. Holm left.\n\nThe former MP said no.", "The former MP", None),
    Case(description.named_later, "A church leader said it was late. Opposition leader Ann Lee left.", "A church leader", None),
    Case(description.named_later, "A church leader said it was late. Church leader Ann Lee left.", "A church leader", "Ann Lee"),
    Case(description.named_later, "A church leader said it was late. The leader, Ann Lee, left.", "A church leader", "Ann Lee"),
    Case(pronoun.he_or_she, "Bo Hale was asked by Carl Nyman if it was late. He replied it was.", "He", "Bo Hale"),
    Case(pronoun.he_or_she, "Bo Hale met Tim Wu. The two met at noon. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "Bo Hale left. As walls between the two grew, Tim Wu said no. He said it was late.", "He", "Tim Wu"),
    Case(epithet.epithet, "Lund Council met, and the 62-year-old said it was late.", "the 62-year-old", None),
    Case(pronoun.it, "The Cas ruling hurt him. Cas said no. It said it was late.", "It", "Cas"),
    Case(pronoun.it, "Cas ruled and hurt him. Cas said no. It said it was late.", "It", None),
    Case(institution.by_class, "The Tarn Trust said no. The charity said it was late.", "The charity", "Tarn Trust"),
    Case(institution.by_class, "The Tarn Council said no. The charity said it was late.", "The charity", None),
    Case(pronoun.it, "It rained. When the council lost the case it said it was late.", "it", "the council"),
    Case(pronoun.it, "It rained. When the report lost the case it said it was late.", "it", None),
    Case(pronoun.it, "It rained. Yes the council lost the case it said was late.", "it", None),
    Case(pronoun.it, "It rained. When near the council Bo left it said it was late.", "it", None),
    Case(pronoun.it, "The Lund Union's sales rose, it said.", "it", "Lund Union"),
    Case(pronoun.it, "The council will cut jobs, it said.", "it", "the council"),
    Case(pronoun.it, "Ann Lee will open ten shops, it said.", "it", None),
    Case(pronoun.it, "Carmakers will open ten plants, it said.", "it", None),
    Case(pronoun.it, "The letter was late, it said.", "it", None),
    Case(pronoun.it, "In Hull Velta's sales rose, it said.", "it", None),
    Case(pronoun.it, "It said Velta's sales rose.", "It", None),
    Case(pronoun.it, "The Lund Union met. Velta's sales rose, it said.", "it", "Lund Union"),
    Case(pronoun.he_or_she, "Zoe — who asked for it — left. She said it was late.", "She", "Zoe"),
    Case(pronoun.he_or_she, "Zoe (who asked for it) left. She said it was late.", "She", "Zoe"),
    Case(pronoun.they, "A Hull spokesman said it was shut. They said it was late.", "They", "a Hull spokesman"),
    Case(pronoun.they, "A Hull spokesman said it was shut. It rained. They said it was late.", "They", None),
    Case(pronoun.they, "“Go,” a Hull spokesman said. “It is shut. We rest.” They said it was late.", "They", "a Hull spokesman"),
    Case(pronoun.they, "A Hull man said it was shut. They said it was late.", "They", None),
    Case(pronoun.they, "The spokesman, Carl Nyman, said it was shut. They said it was late.", "They", None),
    Case(pronoun.they, "A Hull spokesman said hikers were lost. They said it was late.", "They", None),
    Case(pronoun.they, "Norvik Foods has shut a plant. They said it was late.", "They", "Norvik Foods"),
    Case(pronoun.they, "A team from Lund read it. They said it was late.", "They", "a team from Lund"),
    Case(pronoun.they, "Norvik Foods has met nurses. They said it was late.", "They", None),
    Case(pronoun.they, "Norvik Foods has met Ann Lee. They said it was late.", "They", None),
    Case(pronoun.they, "The report has sold well. They said it was late.", "They", None),
    Case(name.person, "Tim Lee met Ann Lee. Ann left. Ms. Lee said it was late.", "Ms. Lee", "Ann Lee"),
    Case(name.person, "Eve Lee met Ann Lee. Ann left. Ms. Lee said it was late.", "Ms. Lee", "Eve Lee"),
    Case(name.person, "Eve Lee met Ann Lee. “Ann left.” Ms. Lee said it was late.", "Ms. Lee", None),
    Case(name.person, "Eve Lee met Ann Lee. Ann left. Eve left. Ms. Lee said it was late.", "Ms. Lee", None),
    Case(name.person, "Robin Lee met Mrs. Lee. Mr. Lee and Mr. Lee left. Mr. Lee said it was late.", "Mr. Lee", "Robin Lee"),
    Case(name.person, "Robin Lee met Mrs. Lee. Mr. Lee left. Mr. Lee ate. Mr. Lee slept. Mrs. Lee said it was late.", "Mrs. Lee", None),
    Case(floating.told_of, "Carl Nyman is not amused.\n\n“It was late.”", "“", "Carl Nyman"),
    Case(floating.told_of, "Ann Lee is a baker. She opens at noon.\n\n“It was late.”", "“", "Ann Lee"),
    Case(floating.told_of, "Carl Nyman is not amused. “It was late.”", "“", "Carl Nyman"),
    Case(floating.told_of, "Carl Nyman is not amused:\n\n“It was late.”", "“", None),
    Case(floating.told_of, "Carl Nyman met Ann Lee.\n\n“It was late.”", "“", None),
    Case(floating.told_of, "Carl Nyman said no.\n\n“It was late.”", "“", None),
    Case(floating.told_of, "The baker is not amused.\n\n“It was late.”", "“", None),
    Case(floating.told_of, "Ann Lee and Bo Wu are not amused.\n\n“It was late.”", "“", None),
    Case(floating.told_of, "Lund Council is not amused.\n\n“It was late.”", "“", None),
    Case(floating.told_of, "“It was late.”", "“", None),
    Case(pronoun.he_or_she, "Ann Lee met Bo. She said no.\n\n“It was late,” he said.", "he", None),
    Case(pronoun.he_or_she, "Carl Nyman arrived. He said it was late.", "He", "Carl Nyman"),
    Case(pronoun.he_or_she, "Carl Nyman left. A former aide to Bo Wu, he said it was late.", "he", "Carl Nyman"),
    Case(pronoun.he_or_she, "Carl Nyman left. Aide to Bo Wu, he said it was late.", "he", "Carl Nyman"),
    Case(pronoun.he_or_she, "Carl Nyman left. One of Bo Wu's aides, he said it was late.", "he", "Carl Nyman"),
    Case(pronoun.he_or_she, "A former aide to Bo Wu, he knew the sea. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "Carl Nyman left. The day Bo Wu came, he said it was late.", "he", "Bo Wu"),
    Case(pronoun.he_or_she, "It rained. As for Bo Wu, he said it was late.", "he", "Bo Wu"),
    Case(pronoun.he_or_she, "Carl Nyman met Bo Wu. He said it was late.", "He", None),
    Case(pronoun.it, "The ministry said no. It said it was late.", "It", "the ministry"),
    Case(pronoun.it, "Ann Lee said no. It said it was late.", "It", None),
    Case(pronoun.they, "Officials said no. They said it was late.", "They", "officials"),
    Case(pronoun.they, "Ann Lee said no. Carl Nyman left. They said it was late.", "They", None),
    Case(relative.relative, "Ann Lee, a nurse, who said it was late, left.", "who", "Ann Lee"),
    Case(relative.relative, "The report, who said it was late, left.", "who", None),
    Case(description.surname, "Ann Coppersmith left. Coppersmith said it was late.", "Coppersmith", "Ann Coppersmith"),
    Case(interview.answers, LETTERS.format("We sat down with Ann Lee."), "A", "Ann Lee"),
    Case(interview.answers, LETTERS.format("Ann Lee met Bo Wu, the mayor."), "A", "Bo Wu"),
    Case(interview.answers, LETTERS.format("Ann Lee of the Lund Post asked, and wrote it down.\n\nAn interview with Bo Wu."), "A", "Bo Wu"),
    Case(interview.answers, LETTERS.format("Ann Lee has read all of Bo Wu. Lee took questions in the hall."), "A", "Ann Lee"),
    Case(interview.answers, LETTERS.format("Ann Lee has read all of Bo Wu. Lee put questions to him."), "A", None),
    Case(interview.answers, LETTERS.format("Ann Lee and her boat\n\nAnn Lee went to sea as Bo Wu did."), "A", "Ann Lee"),
    Case(interview.answers, LETTERS.format("Ann Lee and her boat\n\nShe went to sea as Bo Wu did."), "A", None),
    Case(interview.answers, LETTERS.format("By Ann Lee\n\nBo Wu went to sea."), "A", "Bo Wu"),
    Case(interview.answers, LETTERS.format("By Ann Lee"), "A", None),
    Case(interview.answers, LETTERS.format("We sat down with Ann Lee." + " Ann Lee sat." * 399), "A", "Ann Lee"),
    Case(interview.answers, LETTERS.format("We sat down with Ann Lee." + " Ann Lee sat." * 400), "A", None),  # no introduction
    Case(interview.answers, LETTERS.format("Ann Lee and Bo Wu have quarrelled."), "A", None),
    Case(interview.answers, LETTERS.format("It is late.") + "\n\nQ: Did Bo Wu go?", "A", None),
    Case(interview.answers, LETTERS.format("We sat down with Ann Lee."), "Q", None),
    Case(description.pair, "Ann Lee and Bo Wu arrived. The couple said it was late.", "The couple", "Ann Lee and Bo Wu"),
    Case(description.pair, "Ann Lee arrived. The couple said it was late.", "The couple", None),
    Case(institution.both, "Toyota and Honda met. Both companies said it was late.", "Both companies", "Toyota and Honda"),
    Case(institution.both, "Toyota and Honda met. The two rivals said it was late.", "The two rivals", None),
    Case(institution.both, "Toyota and Honda met. Both councils said it was late.", "Both councils", None),
    Case(institution.both, "Israel and Hamas met. Both sides said it was late.", "Both sides", "Israel and Hamas"),
    Case(institution.both, "Toyota and Honda met. Companies said it was late.", "Companies", None),
    Case(institution.both, "Toyota and Honda met. Both rival companies said it was late.", "Both rival companies", None),
    Case(institution.both, "Toyota, Honda and BMW met. Both companies said it was late.", "Both companies", None),
    Case(institution.both, "Toyota, Honda and BMW said no. The companies said it was late.", "The companies",
         "Toyota, Honda and BMW"),
    Case(institution.both, "Perodua and Proton met. Both companies said it was late.", "Both companies", "Perodua and Proton"),
    Case(institution.both, "Ann Lee and Bo Wu met. Both companies said it was late.", "Both companies", None),
    Case(institution.both, "Toyota met Honda. Both companies said it was late.", "Both companies", None),
    Case(institution.both, "Toyota and Honda met. Ann Lee left. Both companies said it was late.", "Both companies", None),
    Case(description.kin, "Ann Lee arrived with Carl Lee. Ann Lee said no. Her husband said it was late.", "Her husband", "Carl Lee"),
    Case(description.kin, "Ann Lee arrived. The husband said it was late.", "The husband", None),
    Case(floating.led_in, "Ann Lee told the BBC:\n\nMedia playback is not supported on this device\n\n“We lost.”", "“", "Ann Lee"),
    Case(floating.led_in, "Ann Lee told the BBC:\n\n“We lost.”", "“", None),
    Case(floating.led_in, "Ann Lee told the BBC.\n\nMedia playback is not supported on this device\n\n“We lost.”", "“", None),
    Case(description.ours, "BBC editor Ann Lee said no. Our reporter said it was late.", "Our reporter", "Ann Lee"),
    Case(description.ours, "The BBC's Ann Lee said no. Our reporter said it was late.", "Our reporter", "Ann Lee"),
    Case(description.ours, "The BBC said no. Our reporter said it was late.", "Our reporter", None),
    Case(description.ours, "The baker Ann Lee said no. Our reporter said it was late.", "Our reporter", None),
    Case(description.ours, "BBC editor Ann Lee said no. The reporter said it was late.", "The reporter", None),
    Case(description.ours, "BBC editor Ann Lee said no. Our landlord said it was late.", "Our landlord", None),
    Case(institution.named_below, "Safety board finds faults\n\nLund Board said it was late.", "Safety board", "Lund Board"),
    Case(institution.named_below, "Safety board finds faults.\n\nLund Board said it was late.", "Safety board", None),
    Case(institution.named_below, "The board finds faults\n\nLund Board said it was late.", "The board", None),
    Case(institution.named_below, "Kent board finds faults\n\nLund Board said it was late.", "Kent board", None),
    Case(institution.named_below, "Safety board finds faults\n\nLund Board met York Board.", "Safety board", None),
    Case(kin.named_so, "His mother, Ruth Cole, wept. It is late, his mother said.", "his mother", "Ruth Cole"),
    Case(kin.named_so, "Ruth Cole, his brave young mother, wept. It is late, his mother said.", "his mother", "Ruth Cole"),
    Case(kin.named_so, "Dan Pike's mother, Ruth Cole, wept. It is late, his mother said.", "his mother", "Ruth Cole"),
    Case(kin.named_so, "Dan Pike's mother, Ruth Cole, wept. It is late, Dan's mum said.", "Dan's mum", "Ruth Cole"),
    Case(kin.named_so, "Dan Pike's mother, Ruth Cole, wept. It is late, her mother said.", "her mother", None),
    Case(kin.named_so, "Dan Pike's mother, Ruth Cole, wept. Tom's mother left. It is late, his mother said.", "his mother", None),
    Case(kin.named_so, "His mother, Ruth Cole, wept. His mother, Ann Lee, left. It is late, his mother said.", "his mother", None),
    Case(kin.named_so, "His mother, Ruth Cole, wept. It is late, the mother said.", "the mother", None),
    Case(kin.named_so, "It is late, his mother said. His mother, Ruth Cole, wept.", "his mother", None),
    Case(kin.named_so, "His lawyer, Ruth Cole, wept. It is late, his lawyer said.", "his lawyer", None),
    Case(kin.of_child, "Ruth Cole said her son was ill. His mother said it was late.", "His mother", "Ruth Cole"),
    Case(kin.of_child, "Ruth Cole said son Dan was ill. His mum said it was late.", "His mum", "Ruth Cole"),
    Case(kin.of_child, "Ruth Cole said a son was ill. His mother said it was late.", "His mother", None),
    Case(kin.of_child, "Ruth Cole said his son was ill. His mother said it was late.", "His mother", None),
    Case(kin.of_child, "Ruth Cole said her daughter was ill. His mother said it was late.", "His mother", None),
    Case(kin.of_child, "Ruth Cole said her son was ill. His father said it was late.", "His father", None),
    Case(kin.of_child, "Ruth Cole said her son was ill. His sister said it was late.", "His sister", None),
    Case(kin.of_child, "Ruth Cole said her son was ill.\n\nIt rained.\n\nHis mother said it was late.", "His mother", None),
    Case(kin.parents, "Ann and Bo Lee said their son left. His parents said it was late.", "His parents", "Ann and Bo Lee"),
    Case(kin.parents, "Ann and Bo Lee said it rained. His parents said it was late.", "His parents", None),
    Case(kin.parents, "Ann and Bo Lee said their son left. The parents said it was late.", "The parents", None),
    Case(kin.parents, "Ann Lee said their son left. His parents said it was late.", "His parents", None),
    Case(kin.parents, "Ann and Bo Lee said their son left. His friends said it was late.", "His friends", None),
    Case(description.taken_up_near, "A nurse said no. The nurse said it was late.", "The nurse", "a nurse"),
    Case(description.taken_up_near, "A nurse said no. The cook said it was late.", "The cook", None),
    Case(description.taken_up, "A nurse said no.\n\nIt rained.\n\nIt rained.\n\nThe nurse said it was late.", "The nurse", "a nurse"),
    Case(description.taken_up, "A nurse of Lund said no. A nurse of York said it was dark. The nurse said it was late.", "The nurse", None),
    Case(pronoun.he_or_she, "Leclerc won from Norris in Lund. “It is late,” he said.", "he", "Leclerc"),
    Case(pronoun.he_or_she, "“It was late,” said Leclerc. “It rained.” She said that it was late.", "She", "Leclerc"),
    Case(pronoun.he_or_she, "Leclerc cut its prices. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "Leclerc fired a driver. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "Leclerc met a brother. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "The Leclerc was late. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "Reuters was late. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "LMX was late. He said it was late.", "He", None),
    Case(pronoun.he_or_she, "It rains on a director of Norvane. Norvane was late. She said it was late.", "She", None),
    Case(pronoun.he_or_she, "A manager said no.\n\nThe mother of a boy wept as she said it was late.", "she", "the mother of a boy"),
    Case(pronoun.he_or_she, "Ann Lee left.\n\nBo Holm asked the nurse whether it rained. She said it was late.", "She", "the nurse"),
    Case(pronoun.he_or_she, "Ann Lee left.\n\nBo Holm told a nurse that it rained. She said it was late.", "She", "Ann Lee"),
    Case(description.by_role, "Senator Ann Lee met Senator Bo Wu. Wu said no. “It is late,” the senator said.", "the senator", "Bo Wu"),
    Case(description.by_role, "Senator Ann Lee met Senator Bo Wu. Wu said no. The senator said it was late.", "The senator", None),
    Case(description.by_role, "Senator Ann Lee met Senator Bo Wu. Wu said no.\n\n“It is late,” the senator said.", "the senator", None),
    Case(description.by_role, "Senator Ann Lee said no. Senator Bo Wu said no. “It is late,” the senator said.", "the senator", None),
    Case(description.introduced, "A woman fell. He said no. The woman said it was late.", "The woman", None),
    Case(pronoun.he_or_she, "Ann Lee fell.\n\nBob Wu said no. She added that it was late.", "She", None),
    Case(pronoun.he_or_she, "Ann Lee fell.\n\nBob Wu said no. She said that it was late.", "She", "Ann Lee"),
    Case(pronoun.he_or_she, "Ann Lee fell. Bob Wu left.\n\nShe added that it was late.", "She", "Ann Lee"),
    Case(pronoun.he_or_she, "A lawyer for Mr Lund, Bob Wu, said that he was ill. He added that it was late.", "He", "Bob Wu"),
    Case(pronoun.he_or_she, "Ann Lee said no.\n\nThe council said no. She added that it was late.", "She", "Ann Lee"),
    Case(description.by_role, "The defence counsel, Ann Lee, left. The prosecution counsel said no.", "The prosecution counsel", None),
    Case(description.by_role, "The defence counsel, Ann Lee, left. The defending counsel said no.", "The defending counsel", "Ann Lee"),
    Case(description.by_role, "The defence counsel, Ann Lee, left. The counsel said it was late.", "The counsel", "Ann Lee"),
    Case(description.by_role, "Shadow health minister Ann Lee left. The health minister said it was late.", "The health minister", None),
    Case(institution.by_class, "Speed is low. The maker said it was late.", "The maker", None),
    Case(institution.by_class, "Zorbit is low. The maker said it was late.", "The maker", "Zorbit"),
    Case(institution.by_class, "Zorbit is low, as a zorbit. Zorbit is slow. The maker said it was late.", "The maker", None),
    Case(description.by_role, "Ann Lee, the mayor, arrived. The mayor said it was late.", "The mayor", "Ann Lee"),
    Case(description.by_role, "Ann Lee, the mayor, arrived. The deputy mayor said it was late.", "The deputy mayor", None),
    Case(description.by_role, "Ann Lee, the deputy mayor, arrived. The mayor said it was late.", "The mayor", None),
    Case(description.by_role, "Bo Wu fell. His lawyer, Ann Lee, came. His lawyer said it was late.", "His lawyer", "Ann Lee"),
    Case(description.by_role, "Ann Lee, a spokeswoman, came. Bo Wu left. His spokeswoman said it was late.", "His spokeswoman", None),
    Case(description.by_age, "Ann Lee, 42, arrived. The 42-year-old said it was late.", "The 42-year-old", "Ann Lee"),
    Case(description.by_age, "Ann Lee, 42, arrived. The 42 year-old said it was late.", "The 42 year-old", "Ann Lee"),
    Case(description.by_age, "Ann Lee, 42, arrived. The lucky year-old said it was late.", "The lucky year-old", None),
    Case(description.by_age, "Ann Lee, 42, arrived. The 43-year-old said it was late.", "The 43-year-old", None),
    Case(description.by_origin, "Bo Wu, a Nigerian cook, met Ann Lee. The Nigerian said it was late.", "The Nigerian", "Bo Wu"),
    Case(description.by_origin, "Bo Wu, a Nigerian cook, met Ann Lee. The Ghanaian said it was late.", "The Ghanaian", None),
    Case(description.anybody, "A nurse who treats the man said no. The man said it was late.", "The man", None),
    Case(description.anybody, "A nurse close to the man said no. The man said it was late.", "The man", None),
    Case(description.anybody, "A nurse told us of a man. The man said it was late.", "The man", None),
    Case(description.anybody, "A tall man, a nurse, said no. The man said it was late.", "The man", "a tall man"),
    Case(description.anybody, "A nurse said no. The woman said it was late.", "The woman", "a nurse"),
    Case(description.anybody, "Ann Lee said no. The woman said it was late.", "The woman", None),
    Case(description.introduced, "A cook of Lund came. The cook said it was late.", "The cook", "a cook of Lund"),
    Case(description.introduced, "The organiser said it was late.", "The organiser", None),
    Case(epithet.epithet, "Carl Nyman arrived. The billionaire said it was late.", "The billionaire", "Carl Nyman"),
    Case(epithet.epithet, "Carl Nyman arrived. The 42-year-old said it was late.", "The 42-year-old", "Carl Nyman"),
    Case(epithet.epithet, "Mary Berg arrived. The mother of three said it was late.", "The mother of three", "Mary Berg"),
    Case(epithet.epithet, "Carl Nyman sang. Nyman danced. Nyman left. The singer said it was late.", "The singer", "Carl Nyman"),
    Case(epithet.epithet, "Carl Nyman arrived. The singer said it was late.", "The singer", "Carl Nyman"),
    Case(epithet.epithet, "Carl Nyman arrived with Bo Wu. The singer said it was late.", "The singer", None),
    Case(epithet.behind_quotation, "Ann Lee said no. 'It is late,' the SNP leader said.", "the SNP leader", "Ann Lee"),
    Case(epithet.behind_quotation, "Ann Lee said no. The SNP leader said it was late.", "The SNP leader", None),
    Case(epithet.behind_quotation, "Ann Lee, a nurse, said no. 'It is late,' the SNP leader said.", "the SNP leader", None),
    Case(epithet.behind_quotation, "Ann Lee said no. 'It is late,' the prosecutor said.", "the prosecutor", None),
    Case(epithet.behind_quotation, "Ann Lee said no. Bo Wu left. 'It is late,' the SNP leader said.", "the SNP leader", None),
    Case(epithet.of_office, "Ann Lee has won. Lund's mayor said it was late.", "Lund's mayor", "Ann Lee"),
    Case(epithet.of_office, "Ann Lee, a nurse, has won. Lund's mayor said it was late.", "Lund's mayor", None),
    Case(epithet.of_office, "Ann Lee has won. The mayor said it was late.", "The mayor", None),
    Case(epithet.epithet, "Carl Nyman sang. Nyman danced. Nyman left. The judge said it was late.", "The judge", None),
    Case(epithet.epithet, "Carl Nyman met the billionaire. The billionaire said it was late.", "The billionaire", None),
    Case(epithet.epithet, "Carl Nyman arrived. His lawyer said it was late.", "His lawyer", None),
    Case(description.named_later, "A painter said it was late. The painter Ann Lee is ill.", "A painter", "Ann Lee"),
    Case(description.named_later, "A painter said it was late. Ann Lee is ill.", "A painter", None),
    Case(issuer.issuer, "The council has erred. A statement said it was late.", "A statement", "the council"),
    Case(issuer.issuer, "A council has erred. A statement said it was late.", "A statement", None),
    Case(accused.accused, "Bo Storm met Karl Lind. Ann Wu accused Karl Lind of theft. He denied the claims.", "He", "Karl Lind"),
    Case(accused.accused, "Karl Lind was accused of theft. Bo Storm met Ann Wu. He rejected the allegation.", "He", "Karl Lind"),
    Case(accused.accused, "Ann Wu accused Karl Lind of theft. He told the court.", "He", None),
    Case(accused.accused, "Ann Wu accused Karl Lind of theft. He denied the request.", "He", None),
    Case(accused.accused, "Ann Wu met Karl Lind. He denied the claims.", "He", None),
    Case(accused.accused, "Bo Storm accused Mrs Wu of theft. He denied the claims.", "He", None),
    Case(accused.accused, "Ann Wu accused Karl Lind and Bo Storm of theft. He denied the claims.", "He", None),
    Case(accused.accused, "Ann Wu accused Karl Lind of theft.\n\nIt rained.\n\nIt snowed.\n\nHe denied the claims.", "He", None),
    Case(accused.accused, "Ann Wu accused Bo Storm and Velta Foods of theft. The company denied the claims.", "The company", "Velta Foods"),
    Case(accused.accused, "Bo Wu accused the Ministry of Health of theft. The ministry denied that it was late.", "The ministry", None),
    Case(accused.accused, "Bo Wu accused the Ministry of Health of lies. The ministry denied guilt.", "The ministry", "Ministry of Health"),
    Case(accused.accused, "Ann Wu accused Bo Storm of theft. The company denied the claims.", "The company", None),
    Case(accused.accused, "Ann Wu accused Velta Foods of theft. It denied any wrongdoing.", "It", "Velta Foods"),
    Case(accused.accused, "Ann Wu accused Bo Storm of theft. It denied any wrongdoing.", "It", None),
    Case(accused.accused, "Ann Wu accused Bo Storm of theft. They denied any wrongdoing.", "They", None),
    Case(issuer.issuer, "Velta Foods said no. A statement said it was late.", "A statement", "Velta Foods"),
    Case(issuer.issuer, "Ann Lee said no. A statement said it was late.", "A statement", None),
    Case(issuer.issuer, "Velta Foods published a statement. The statement said it was late.", "The statement", "Velta Foods"),
    Case(issuer.issuer, "Velta Foods received a statement. The statement said it was late.", "The statement", None),
    Case(issuer.issuer, "In a statement, Velta Foods said no. The statement said it was late.", "The statement", "Velta Foods"),
    Case(relative.relative, "Velta Foods published a letter that said it was late.", "that", "Velta Foods"),
    Case(relative.relative, "Velta Foods received a letter that said it was late.", "that", "letter"),
    Case(institution.apposed, "The group, Workers United, met. The group said it was late.", "The group", "Workers United"),
    Case(institution.apposed, "A group called Workers United met. The group said it was late.", "The group", "Workers United"),
    Case(institution.apposed, "The group, Ann Lee said, met. The group said it was late.", "The group", None),
    Case(description.by_role, 20 * "It rained. " + "The head of the Lund Party said it was late. Ann Lee, head of the Lund Party, left.",
         "The head of the Lund Party", "Ann Lee"),
    Case(institution.by_class, "Spotify lost money. The streaming service said it was late.", "The streaming service", "Spotify"),
    Case(institution.by_class, "Spotify lost money. The secret service said it was late.", "The secret service", None),
    Case(institution.by_class, "Harlow City met Penn Rovers. The club said it was late.", "The club", "Harlow City"),
    Case(institution.by_class, "Harlow County met Penn Rovers. The team said it was late.", "The team", "Harlow County"),
    Case(institution.by_class, "Harlow County met Penn Rovers. The charity said it was late.", "The charity", None),
    Case(institution.by_class, "Velta Foods and Norvik Lines merged. The company said it was late.", "The company", None),
    Case(institution.by_class, "Tesco and Sainsbury's cut prices. The supermarket said it was late.", "The supermarket", None),
    Case(institution.by_class, "Wall Street fell. Norvane's founder left. The company said it was late.", "The company", "Norvane"),
    Case(institution.by_class, "Velta's parent, Norvik, lost money. The company said it was late.", "The company", None),
    Case(institution.by_class, "British Rowing has lost two coaches. The body said it was late.", "The body", "British Rowing"),
    Case(institution.by_class, "Ann Lee, a radio presenter, fell. The broadcaster said it was late.", "The broadcaster", "Ann Lee"),
    Case(institution.by_class, "Ann Lee, a radio presenter, fell. The company said it was late.", "The company", None),
    Case(institution.by_class, "Ann Lee, a judge, fell. The broadcaster said it was late.", "The broadcaster", None),
    Case(institution.by_class, "Channel Five has sacked Ann Lee. The broadcaster said it was late.", "The broadcaster", "Channel Five"),
    Case(description.by_role, "Velta founder and co-chair Ann Lee left. Velta's chair said it was late.", "Velta's chair", "Ann Lee"),
    Case(description.by_role, "Co-founder Ann Lee met co-founder Bo Wu. The founder said it was late.", "The founder", None),
    Case(description.by_role, "Rovers manager Bo Wu met City boss Al Lee. The Rovers boss said it was late.", "The Rovers boss", "Bo Wu"),
    Case(description.by_role, "City boss Al Lee left. The Rovers boss said it was late.", "The Rovers boss", None),
    Case(description.by_role, "The prime minister said it was late. First Minister Ann Lee left.", "The prime minister", None),
    Case(description.by_role, "The health minister said it was late. Health Minister Ann Lee left.", "The health minister", "Ann Lee"),
    Case(description.by_role, "The minister said it was late. First Minister Ann Lee left.", "The minister", "Ann Lee"),
    Case(description.by_role, "Ann Lee, the health minister, left. The finance minister said it was late.", "The finance minister", None),
    Case(description.by_role, "Rovers chairman Ann Lee left. The club chairman said it was late.", "The club chairman", "Ann Lee"),
    Case(description.by_role, "Prime Minister Ann Lee left.\n\nrime minister said it was late.", "rime minister", "Ann Lee"),
    Case(description.by_role, "Ann Lee, the board's president, left. The board president said no.", "The board president", "Ann Lee"),
    Case(description.by_role, "The mayor said it was late. Former mayor Ann Lee left.", "The mayor", None),
    Case(description.by_role, "The former mayor said it was late. Former mayor Ann Lee left.", "The former mayor", "Ann Lee"),
    Case(description.by_role, "The mayor said it was late. Ann Lee became mayor in May.", "The mayor", "Ann Lee"),
    Case(description.by_role, "The mayor said it was late. Ann Lee met mayor in May.", "The mayor", None),
    Case(name.institution, "British Rowing said it was late.", "British Rowing", "British Rowing"),
    Case(name.institution, "German Garcia said it was late.", "German Garcia", None),
    Case(name.institution, "Danish Anders said it was late.", "Danish Anders", None),
    Case(name.institution, "Danish Wu said it was late, and Ann Wu left.", "Danish Wu", None),
    Case(name.used_as_place, "Ann Lee has a stake in Velta. Velta said it was late.", "Velta", None),
    Case(institution.by_class, "Firms met. The firms said no. The company said it was late.", "The company", None),
    Case(institution.by_class, "Bo Wu, QR&E's director, left. The utility said it was late.", "The utility", "QR&E"),
    Case(institution.by_class, "Velta Air paid. Zorbit has bid, but the company would not say when.", "the company", "Zorbit"),
    Case(institution.by_class, "Google has promised a lot. The company said it was late.", "The company", "Google"),
    Case(institution.by_class, "Google has promised a lot. The charity said it was late.", "The charity", None),
    Case(institution.by_class, "Zorbit raised its price. The Chinese company said it was late.", "The Chinese company", "Zorbit"),
    Case(institution.by_class, "Zorbit raised its price. Rain fell. Rain fell. The Chinese company said it was late.",
         "The Chinese company", None),
    Case(institution.by_class, "Scooter firm Zorbit has paid.\n\nHe ate.\n\nHe ate.\n\nHe ate.\n\nThe firm said it was late.",
         "The firm", "Zorbit"),
    Case(institution.by_class, "The firm Zorbit met the firm Velta.\n\nHe ate.\n\nHe ate.\n\nHe ate.\n\nThe firm said it was late.",
         "The firm", None),
    Case(institution.by_class, "Lotus Star Airlines Flight 418 left. The airline said it was late.", "The airline", "Lotus Star Airlines"),
    Case(institution.by_class, "Velta Home Inc. lost money. The Dayton, Ohio-based retailer said it was late.",
         "The Dayton, Ohio-based retailer", "Velta Home Inc."),
    Case(institution.by_class, "Velta Records said no. The label said it was late.", "The label", "Velta Records"),
    Case(institution.by_class, "The Nurses Guild met. The union said it was late.", "The union", "Nurses Guild"),
    Case(institution.by_class, "Pacific Power lost money. The state's largest utility said it was late.", "The state's largest utility",
         "Pacific Power"),
    Case(institution.by_class, "Pacific Power lost money. The state's utility said it was late.", "The state's utility", None),
    Case(institution.by_class, "Nurses of the Dock and Ferry (DF) union met. The union said it was late.", "The union", "Dock and Ferry"),
    Case(description.surname, "Diego Saltzman won. The 14th-ranked Saltzman said it was late.", "The 14th-ranked Saltzman",
         "Diego Saltzman"),
    Case(description.anybody, "A man fell. His doctor said no. The man said it was late.", "The man", None),
    Case(institution.by_noun, "The Foreign Ministry said no. The ministry said it was late.", "The ministry", "Foreign Ministry"),
    Case(institution.by_noun, "The Foreign Office said no. The ministry said it was late.", "The ministry", None),
    Case(institution.by_class, "Velta Shipping Company said no. The firm said it was late.", "The firm", "Velta Shipping Company"),
    Case(institution.by_class, "Eurostar, a company, said no. The union said it was late.", "The union", None),
    Case(description.taken_up, "Tax lawyers said no. His lawyers said it was late.", "His lawyers", None),
    Case(institution.by_class, "The Lund Court said no. The firm said it was late.", "The firm", None),
]  # fmt: skip

# sieves that always answer, and what they answer is shown elsewhere
LAST = {name.nobody, name.known_institution, pronoun.first_person, description.itself, floating.goes_on, floating.no_source}
LAST |= {interview.unnamed}


def asked(text: str, mention: str) -> tuple[Query, View]:
    rules = shipped_rules()
    document = read_document(text, rules)
    chunks = find_chunks(document, rules)
    attributions = attribute(document, chunks, rules)
    view = View(document, chunks, attributions, rules.get(read_lexicon), rules.get(read_main_subjects), resolve)
    reading = Reading(attributions, view, rules.get(read_circumstances))
    offset = text.rindex(mention)
    begin, end = document.begins.index(offset), document.ends.index(offset + len(mention)) + 1
    reading.advance(begin)
    said = next((a for a in attributions if a.source == (begin, end)), None)
    query = view.read((begin, end), said)
    return (name.called(query, view) if query.phrase.kind == "name" else query), view


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.sieve.__name__}: {case.mention} is {case.speaker}")
def test_a_sieve_answers_its_own_case_and_no_other(case: Case) -> None:
    query, view = asked(case.text, case.mention)
    answer = case.sieve(query, view)
    assert (view.past(query.at).name(answer.entity) if answer and answer.entity else None) == case.speaker


def test_every_sieve_is_in_the_list_with_a_case_of_its_own() -> None:
    listed = {sieve for sieves in SIEVES.values() for sieve in sieves}
    answering = {case.sieve for case in CASES if case.speaker is not None}
    assert listed - LAST - answering == {description.no_noun, description.thing}  # both say that nobody is named
    assert {case.sieve for case in CASES} <= listed


def test_a_letter_of_a_transcript_names_nobody_by_itself() -> None:
    query, view = asked(LETTERS.format("It rained."), "Q")
    assert resolve(query, view) == Answer(None, "letter", "a transcript's Q or A names nobody")
    query, view = asked(LETTERS.format("We sat down with Ann Lee."), "A")
    assert resolve(query, view).sieve == "interview"
    query, view = asked("Ann Lee said it was late.", "Ann Lee")
    assert resolve(query, view).sieve == "full-name"


def test_words_without_a_noun_for_anybody_name_nobody() -> None:
    query, view = asked("A nurse arrived. Last year said it was late.", "Last year")
    answer = description.no_noun(query, view)
    assert answer is not None
    assert (answer.entity, answer.sieve) == (None, "no-noun")
    query, view = asked("A nurse arrived. The nurse said it was late.", "The nurse")
    assert description.no_noun(query, view) is None


def test_a_thing_does_not_speak() -> None:
    query, view = asked("A nurse arrived. The long contest told Holm that it was late.", "The long contest")
    assert description.thing(query, view) == Answer(None, "thing", "a thing does not speak")
    query, view = asked("A nurse arrived. From the contest Holm said it was late.", "the contest")
    assert description.thing(query, view) is None
    query, view = asked("A nurse arrived. The carrier told Holm that it was late.", "The carrier")
    assert description.thing(query, view) is None
    query, view = asked("A nurse arrived. The contest showed that it was late.", "The contest")
    assert description.thing(query, view) is None


def test_the_first_sieve_that_answers_is_the_one_named() -> None:
    query, view = asked("Ann Lee, the mayor, arrived. The mayor said it was late.", "The mayor")
    assert view.ask(query).sieve == "role"


def test_what_an_answer_teaches_is_part_of_it_and_asking_alone_teaches_nothing() -> None:
    query, view = asked("Xan Kivi left. Nobody was there. She said it was late.", "She")
    answer = view.ask(query)
    assert answer.entity is not None
    assert [(fact.aspect, fact.value) for fact in answer.learned] == [("gender", "f")]
    assert view.past(1 << 60).gender(answer.entity) == ""
    view.state.learn(answer, query.at)
    assert view.past(query.at).gender(answer.entity) == ""
    assert view.past(query.at + 1).gender(answer.entity) == "f"


@pytest.mark.parametrize(
    ("between", "speaker"), [("", "Ann Lee"), ("Carl Nyman left the room. ", None)], ids=["right behind", "with another between"]
)
def test_a_sentence_without_a_source_goes_on_with_whoever_spoke(between: str, speaker: str | None) -> None:
    query, view = asked(f'Ann Lee said no. {between}"It is late."', "It")
    at = query.at - 1
    answer = floating.goes_on(Query(Phrase("none", (at, at + 1)), at), view)
    assert answer is not None
    assert (answer.entity.name if answer.entity else None) == speaker


def test_what_was_read_as_a_name_can_be_a_description_after_all() -> None:
    query, view = asked("A nurse arrived. The nurse said it was late.", "The nurse")
    answer = description.itself(query._replace(words=()), view)  # the words of a name are none until its bearers are known
    assert answer is not None
    assert answer.entity is not None
    assert answer.entity.name == "the nurse"
