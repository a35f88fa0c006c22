import { confirmDialog } from '../confirm-dialog.ts';
import { call } from '../console-api.ts';
import { button, element } from '../element.ts';
import { assign } from '../scenarios/connection-scenarios.ts';
import { part } from '../section.ts';
import type { Section } from '../section.ts';
import { badge } from '../table.ts';

const QUESTION =
  'Uninstall the package? Its fields go with the values in them, its permission sets with their assignments.';

export const packageSection: Section = {
  id: 'package',
  title: 'Package',
  purpose: 'Installs what force-app holds, by a deploy as Salesforce offers it, or takes all that was deployed away.',
  inlet: 'without the package its fields are not there: bookings are held and say that the package is missing.',
  parts: ({ act }) => [
    part(
      (state) => ({ ...state.package, apiUser: state.org.apiUser.id }),
      ({ installed, canInstall, components, apiUser }) => {
        const counts = Object.entries(components).map(([type, count]) => `${count} ${type}`);
        const install = async () => {
          await call('POST', 'package/source');
          await assign('admin@inlet.sandbox', 'Inlet_Admin', true);
          await assign('admin@inlet.sandbox', 'Inlet_User', true);
          await assign(apiUser, 'Inlet_API_User', true);
          await assign(apiUser, 'Inlet_API_User_Diagnostics', true);
        };
        const uninstall = async () => {
          if (await confirmDialog(QUESTION, 'Uninstall')) act(() => call('DELETE', 'package'), 'The package is gone.');
        };
        return [
          element(
            'p',
            { class: 'console-figure' },
            badge(installed ? 'Installed' : 'Not installed', installed ? 'good' : 'bad'),
          ),
          ...(installed ? [element('p', { class: 'console-help' }, counts.join(' · '))] : []),
          element(
            'div',
            { class: 'console-actions' },
            canInstall &&
              button(
                installed ? 'Install again' : 'Install',
                () => act(install, 'The package is installed; admin and API User have its permission sets.'),
                { of: 'the package', kind: installed ? 'neutral' : 'brand' },
              ),
            installed && button('Uninstall', () => void uninstall(), { of: 'the package', kind: 'destructive' }),
          ),
        ];
      },
    ),
  ],
};
