import Answer from './Answer.astro';
import Caution from './Caution.astro';
import Code from './Code.astro';
import DataTable from './DataTable.astro';
import Diagram from './Diagram.astro';
import EditionNote from './EditionNote.astro';
import Example from './Example.astro';
import Exercise from './Exercise.astro';
import Link from './Link.astro';
import MarginNote from './MarginNote.astro';
import Misconception from './Misconception.astro';
import OutlineItem from './OutlineItem.astro';
import Plot from './Plot.astro';
import Predict from './Predict.astro';
import Sequence from './Sequence.astro';
import Story from './Story.astro';
import Template from './Template.astro';
import Timeline from './Timeline.astro';

/** What MDX pages may use without an import, put there by remark-kit. Lower case: elements of Markdown. */
export const components = {
  Answer,
  Caution,
  Code,
  DataTable,
  Diagram,
  EditionNote,
  Example,
  Exercise,
  MarginNote,
  Misconception,
  OutlineItem,
  Plot,
  Predict,
  Sequence,
  Story,
  Template,
  Timeline,
  a: Link,
};
