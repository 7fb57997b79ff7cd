/** The open issues: by likelihood, then by type, so that what to do is said once. */
import { LIKELIHOODS, type Likelihood } from '@assay/checks';
import type { HygieneIssue } from '@assay/contract';
import { type Html, h } from '../../html/html.ts';
import type { Anchors } from './anchors.ts';
import { counted, percent, shortened } from './figures.ts';
import type { ReportData } from './report-data.ts';

const MEANINGS: Readonly<Record<Likelihood, string>> = {
  Definite: 'Wrong, whatever the data is for.',
  Likely: 'Wrong unless there is a reason that the data does not show.',
  Possible: 'Worth a look.',
  'Potential PII': 'Looks like personal data: make sure that it is meant to be here, and protected.',
};
/** Classes of badges; a likelihood is always written out too. */
export const LIKELIHOOD_BADGES: Readonly<Record<Likelihood, string>> = {
  Definite: 'poor',
  Likely: 'fair',
  Possible: '',
  'Potential PII': 'pii',
};
/** Details are sentences; one that quotes long values is cut. */
export const DETAIL_LENGTH = 400;

export function renderIssues({ issues, issueCount, dismissedCount }: ReportData, anchors: Anchors): Html {
  const rest = issueCount - issues.length;
  const dismissed =
    dismissedCount > 0
      ? h`<p class="note">${counted(dismissedCount, 'dismissed or muted issue')} not listed.</p>`
      : '';
  if (issues.length === 0) return h`<p class="note">Nothing suspicious was found.</p>${dismissed}`;
  const byLikelihood = Map.groupBy(issues, ({ likelihood }) => likelihood);
  const sections = LIKELIHOODS.flatMap((likelihood) => {
    const group = byLikelihood.get(likelihood);
    return group === undefined ? [] : likelihoodSection(likelihood, group, anchors);
  });
  return h`<p class="note">Spoiled rows are the share of the column's rows that the finding strikes, weighed by how certain it is; the score follows from them.</p>
${sections}${
  rest > 0
    ? h`<p class="note">And ${counted(rest, 'less certain issue')}. The API lists all of them.</p>`
    : ''
}${dismissed}`;
}

/** Folded unless its issues are sure enough to be worked off one by one. */
function likelihoodSection(likelihood: Likelihood, issues: readonly HygieneIssue[], anchors: Anchors): Html {
  const byType = [...Map.groupBy(issues, ({ issue_type }) => issue_type).values()];
  const open = likelihood === 'Definite' || likelihood === 'Likely';
  return h`<details${open ? h` open` : ''}><summary><span class="badge ${LIKELIHOOD_BADGES[likelihood]}">${likelihood}</span>
<strong>${counted(issues.length, 'issue')}</strong><span class="quiet">${MEANINGS[likelihood]}</span></summary>
<div class="body scroll"><table class="issues"><thead><tr><th scope="col">Where</th><th scope="col">What was found</th>
<th scope="col" class="number">Spoiled rows</th></tr></thead>${byType
    .toSorted((one, other) => worst(other) - worst(one))
    .map((group) => issueType(group, anchors))}</table></div></details>`;
}

const worst = (issues: readonly HygieneIssue[]): number =>
  Math.max(...issues.map(({ prevalence }) => prevalence ?? 0));

function issueType(issues: readonly HygieneIssue[], anchors: Anchors): Html {
  const [first] = issues;
  if (first === undefined) return h``;
  return h`<tbody><tr><th colspan="3" scope="rowgroup" class="type"><strong>${first.name}</strong> <span>${first.suggestion}</span></th></tr>
${issues.map((issue) => place(issue, anchors))}</tbody>`;
}

function place(issue: HygieneIssue, anchors: Anchors): Html {
  const name = h`<code>${issue.table}.${issue.column}</code>`;
  const anchor = anchors.column(issue.table, issue.column) ?? anchors.table(issue.table);
  const confirmed = issue.disposition === 'Confirmed' ? h` <span class="badge">confirmed</span>` : '';
  return h`<tr><th scope="row">${anchor === null ? name : h`<a href="#${anchor}">${name}</a>`}${confirmed}</th>
<td>${shortened(issue.detail, DETAIL_LENGTH)}</td><td class="number">${
    issue.prevalence === null ? h`<span class="quiet">not scored</span>` : percent(issue.prevalence)
  }</td></tr>`;
}
