import { describeModels } from './suite.js';

describeModels('openai');
